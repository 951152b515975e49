package id.bekal.certification.issuance;

import id.bekal.certification.certificate.Title;
import id.bekal.certification.issuer.Approval;
import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.Letterhead;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a completed program's certificates. The decision to issue is stored, with the
 * letterhead, before the first certificate: an issuer that changes or lapses while they are issued
 * does not split a class.
 *
 * <p>What an issuer issues the next day is decided twice: that it is to be issued, and on that day
 * whether it still may be. The letterhead is the one of that day; one of the hour of the first
 * decision would set classes of the same day apart once the issuer changed its code.
 *
 * <p>Until they are issued it keeps what they need. For good it keeps who had a seat, each with the
 * holder sealed as it came: a certification body may test any of them later.
 */
@Document("issuances")
public class Issuance extends Aggregate {

    public enum State {
        /** Not decided yet; never stored. */
        RECEIVED,
        WITHHELD,
        /** The issuer may, and its head is to say so. */
        AWAITING_APPROVAL,
        /** The issuer may, and does so with all of its classes at the start of a day. */
        SCHEDULED,
        /** Decided; some certificates may not exist yet. */
        ISSUING,
        ISSUED
    }

    @Id private ProgramId id;
    private InstitutionId provider;
    private State state;
    private @Nullable IssuanceRule withheldBy;
    private @Nullable Instant due;
    private @Nullable Letterhead letterhead;
    private LocalDate completedOn;
    private Title title;
    private String field;
    private List<Seat> seats;
    private @Nullable InstitutionId certifier;
    private @Nullable List<Entitled> entitled;
    private int certificates;
    private int statements;
    private @Nullable ApprovalGiven approval;

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
     * Decides on the issuer's standing, unless the decision to issue was made before. One that
     * waits, for approval or the day it is due, goes on waiting, whatever the issuer's standing or
     * policy has become.
     *
     * @param now in the zone in which its days begin
     * @return whether there is a new decision to save
     */
    boolean decide(Optional<Issuer> issuer, ZonedDateTime now) {
        if (state != State.RECEIVED && state != State.WITHHELD) {
            return false;
        }
        Optional<IssuanceRule> objection = IssuancePolicy.firstObjection(issuer);
        if (objection.isPresent()) {
            return withhold(objection.get(), now.toInstant());
        }
        withheldBy = null;
        if (issuer.orElseThrow().approval() == Approval.HEAD && approval == null) {
            state = State.AWAITING_APPROVAL;
        } else {
            issueInTime(issuer.orElseThrow(), now);
        }
        return true;
    }

    private boolean withhold(IssuanceRule rule, Instant at) {
        if (rule == withheldBy) {
            return false;
        }
        state = State.WITHHELD;
        withheldBy = rule;
        record(new IssuanceWithheld(id, provider, rule.name()), at, Set.of(provider));
        return true;
    }

    private void issueInTime(Issuer issuer, ZonedDateTime now) {
        switch (issuer.issueTime()) {
            case AT_ONCE -> issueAs(issuer);
            case NEXT_DAY -> {
                state = State.SCHEDULED;
                due = now.toLocalDate().plusDays(1).atStartOfDay(now.getZone()).toInstant();
            }
        }
    }

    /**
     * Decides what was scheduled, once it is due, on the standing the issuer has by then. What is
     * withheld now needs no second approval.
     *
     * @return whether there is a new decision to save
     */
    boolean fallDue(Optional<Issuer> issuer, Instant at) {
        if (due == null || at.isBefore(due)) {
            return false;
        }
        due = null;
        Optional<IssuanceRule> objection = IssuancePolicy.firstObjection(issuer);
        if (objection.isPresent()) {
            return withhold(objection.get(), at);
        }
        issueAs(issuer.orElseThrow());
        return true;
    }

    private void issueAs(Issuer issuer) {
        state = State.ISSUING;
        letterhead = issuer.letterhead();
    }

    /**
     * Approves what waits for it; refused while the issuer may not issue, and it waits on. What is
     * decided already stays decided: approving it again changes nothing.
     *
     * @param by the account that approves
     * @param now in the zone in which its days begin
     */
    Outcome<Issuance> approve(Optional<Issuer> issuer, String by, ZonedDateTime now) {
        if (state == State.WITHHELD && withheldBy != null) {
            return Outcome.refused(withheldBy);
        }
        if (state == State.AWAITING_APPROVAL) {
            Optional<IssuanceRule> objection = IssuancePolicy.firstObjection(issuer);
            if (objection.isPresent()) {
                return Outcome.refused(objection.get());
            }
            approval = new ApprovalGiven(by, now.toInstant());
            issueInTime(issuer.orElseThrow(), now);
        }
        return Outcome.accepted(this);
    }

    /** Every certificate exists. */
    void issued() {
        certificates = certificates();
        statements = statements();
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

    /** Nothing can be issued until someone, the issuer's standing, or the day says so. */
    boolean rests() {
        return state == State.WITHHELD
                || state == State.AWAITING_APPROVAL
                || state == State.SCHEDULED;
    }

    public State state() {
        return state;
    }

    public ProgramId id() {
        return id;
    }

    public InstitutionId provider() {
        return provider;
    }

    public @Nullable IssuanceRule withheldBy() {
        return withheldBy;
    }

    /** Not before when it is issued; null unless it is scheduled. */
    public @Nullable Instant due() {
        return due;
    }

    Letterhead letterhead() {
        if (letterhead == null) {
            throw new IllegalStateException("not decided to be issued");
        }
        return letterhead;
    }

    /** Null unless a head's word was needed and given. */
    public @Nullable ApprovalGiven approval() {
        return approval;
    }

    public LocalDate completedOn() {
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

    /** How many training certificates it leads to, or led to. */
    public int certificates() {
        return entitled == null ? certificates : entitled(CertificateKind.TRAINING).size();
    }

    /** How many statements of attainment it leads to, or led to. */
    public int statements() {
        return entitled == null
                ? statements
                : entitled(CertificateKind.STATEMENT_OF_ATTAINMENT).size();
    }
}
