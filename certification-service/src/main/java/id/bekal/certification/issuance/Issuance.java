package id.bekal.certification.issuance;

import id.bekal.certification.certificate.Title;
import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.Letterhead;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a completed program's certificates. The decision to issue is stored, with the
 * letterhead, before the first certificate: an issuer that changes or lapses while they are issued
 * does not split a class.
 *
 * <p>Until they are issued it keeps what they need. For good it keeps who had a seat, each with the
 * holder sealed as it came: a certification body may test any of them later.
 */
@Document("issuances")
public class Issuance extends Aggregate {

    enum State {
        /** Not decided yet; never stored. */
        RECEIVED,
        WITHHELD,
        /** Decided; some certificates may not exist yet. */
        ISSUING,
        ISSUED
    }

    @Id private ProgramId id;
    private InstitutionId provider;
    private State state;
    private @Nullable IssuanceRule withheldBy;
    private @Nullable Letterhead letterhead;
    private LocalDate completedOn;
    private Title title;
    private String field;
    private List<Seat> seats;
    private @Nullable InstitutionId certifier;
    private @Nullable List<Entitled> entitled;
    private int certificates;
    private int statements;

    @SuppressWarnings("NullAway.Init")
    Issuance() {}

    Issuance(ProgramCompleted completed) {
        this.id = completed.program();
        this.provider = completed.provider();
        this.state = State.RECEIVED;
        this.completedOn = completed.completedOn();
        this.title = new Title(completed.curriculum().titleId(), completed.curriculum().titleEn());
        this.field = completed.curriculum().field();
        this.seats =
                completed.seats().stream()
                        .map(seat -> new Seat(seat.learner(), seat.sealedHolder()))
                        .toList();
        this.certifier = completed.certifier();
        this.entitled =
                completed.seats().stream()
                        .flatMap(seat -> Entitled.of(seat, completed.curriculum()).stream())
                        .toList();
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    /**
     * Decides on the issuer's standing, unless the decision to issue was made before.
     *
     * @return whether there is a new decision to save
     */
    boolean decide(Optional<Issuer> issuer, Instant at) {
        if (state == State.ISSUING || state == State.ISSUED) {
            return false;
        }
        Optional<IssuanceRule> objection = IssuancePolicy.firstObjection(issuer);
        if (objection.isPresent()) {
            if (objection.get() == withheldBy) {
                return false;
            }
            state = State.WITHHELD;
            withheldBy = objection.get();
            record(
                    new IssuanceWithheld(id, provider, objection.get().name()),
                    at,
                    Set.of(provider));
            return true;
        }
        state = State.ISSUING;
        withheldBy = null;
        letterhead = issuer.map(Issuer::letterhead).orElseThrow();
        return true;
    }

    /** Every certificate exists. */
    void issued() {
        certificates = entitled(CertificateKind.TRAINING).size();
        statements = entitled(CertificateKind.STATEMENT_OF_ATTAINMENT).size();
        state = State.ISSUED;
        entitled = null;
    }

    /** Who is to have a certificate of a kind, in the order of their numbers. */
    List<Entitled> entitled(CertificateKind kind) {
        return entitled == null
                ? List.of()
                : entitled.stream().filter(seat -> seat.kind() == kind).toList();
    }

    boolean isDone() {
        return state == State.ISSUED;
    }

    boolean isWithheld() {
        return state == State.WITHHELD;
    }

    public ProgramId id() {
        return id;
    }

    public InstitutionId provider() {
        return provider;
    }

    @Nullable IssuanceRule withheldBy() {
        return withheldBy;
    }

    Letterhead letterhead() {
        if (letterhead == null) {
            throw new IllegalStateException("not decided to be issued");
        }
        return letterhead;
    }

    LocalDate completedOn() {
        return completedOn;
    }

    public Title title() {
        return title;
    }

    public String field() {
        return field;
    }

    /** Whether the learner had a seat, however that ended. */
    public boolean seated(LearnerId learner) {
        return seats.stream().anyMatch(seat -> seat.learner().equals(learner));
    }

    /**
     * Whom the learner's certificates name, as training sealed it; empty when it sealed nothing.
     */
    public Optional<String> sealedHolder(LearnerId learner) {
        return seats.stream()
                .filter(seat -> seat.learner().equals(learner))
                .findFirst()
                .map(Seat::sealedHolder);
    }

    /**
     * Whether a body may record competence of this program's learners: any, when none was named.
     */
    public boolean mayBeTestedBy(InstitutionId body) {
        return certifier == null || certifier.equals(body);
    }

    int certificates() {
        return certificates;
    }

    int statements() {
        return statements;
    }
}
