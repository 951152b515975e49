package id.bekal.certification.issuance;

import id.bekal.certification.certificate.Achievement;
import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.credential.SigningCredentials;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.KeyRing;
import id.bekal.certification.issuer.Issuers;
import id.bekal.certification.issuer.StandingChanged;
import id.bekal.certification.number.CertificateNumber;
import id.bekal.certification.number.NumberSeries;
import id.bekal.certification.number.SeriesId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.platform.FailPoints;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Issues what the seats of a completed program entitle to, each once, or withholds it until the
 * issuer may issue. May be interrupted anywhere and repeated at will, by many at once: the decision
 * is one document, numbers come from {@link NumberSeries}, a certificate's id follows from its
 * seat.
 *
 * <p>A seat whose learner was erased before gets its certificate too, naming nobody. Its number was
 * counted when the seats were, perhaps before the erasure: to leave it out would leave a gap, or a
 * block of another length than before a crash. And it was earned: who still has the number can show
 * it.
 */
@Service
public class IssuingCertificates {

    private static final List<CertificateKind> KINDS =
            List.of(CertificateKind.TRAINING, CertificateKind.STATEMENT_OF_ATTAINMENT);

    /** Certificates inserted by one round trip; half a megabyte of them. */
    private static final int AT_ONCE = 100;

    private final Issuances issuances;
    private final Issuers issuers;
    private final Certificates certificates;
    private final NumberSeries numbers;
    private final SigningCredentials signing;
    private final Holders holders;
    private final Clock clock;

    IssuingCertificates(
            Issuances issuances,
            Issuers issuers,
            Certificates certificates,
            NumberSeries numbers,
            SigningCredentials signing,
            Holders holders,
            Clock clock) {
        this.issuances = issuances;
        this.issuers = issuers;
        this.certificates = certificates;
        this.numbers = numbers;
        this.signing = signing;
        this.holders = holders;
        this.clock = clock;
    }

    public void on(ProgramCompleted completed) {
        pursue(issuances.find(completed.program()).orElseGet(() -> new Issuance(completed)));
    }

    @EventListener
    public void on(StandingChanged changed) {
        onStandingOf(changed.issuer());
    }

    /** An issuer's standing may have changed: what was withheld is looked at again. */
    public void onStandingOf(InstitutionId issuer) {
        issuances.unfinished(issuer).forEach(this::pursue);
    }

    /**
     * Goes on until all is issued, or scheduled, or withheld on a standing that was read
     * <em>after</em> this was stored: an issuer that comes into force meanwhile either sees the
     * stored decision or is seen.
     */
    void pursue(Issuance issuance) {
        while (!issuance.isDone()) {
            if (issuance.decide(issuers.find(issuance.provider()), ZonedDateTime.now(clock))) {
                issuance = saved(issuance);
            } else if (issuance.rests()) {
                return;
            } else {
                issue(issuance);
                issuance.issued();
                issuance = saved(issuance);
            }
        }
    }

    /**
     * Goes on with what was scheduled, if it is due. Only who sweeps all that is due asks for this:
     * neither an event nor a request then decides which class is numbered first.
     */
    void pursueDue(Issuance scheduled) {
        if (scheduled.fallDue(issuers.find(scheduled.provider()), clock.instant())) {
            pursue(saved(scheduled));
        }
    }

    /** The saved decision, or the one another instance saved before. */
    private Issuance saved(Issuance issuance) {
        try {
            return issuances.save(issuance);
        } catch (OptimisticLockingFailureException | DuplicateKeyException decidedMeanwhile) {
            return issuances.find(issuance.id()).orElseThrow(() -> decidedMeanwhile);
        }
    }

    private void issue(Issuance issuance) {
        KeyRing keys =
                holders.keysOf(
                        KINDS.stream()
                                .flatMap(kind -> issuance.entitled(kind).stream())
                                .map(Entitled::learner)
                                .toList());
        Instant at = clock.instant();
        List<Certificate> decided = new ArrayList<>();
        for (CertificateKind kind : KINDS) {
            List<Entitled> seats = issuance.entitled(kind);
            if (seats.isEmpty()) {
                continue;
            }
            var series = new SeriesId(issuance.provider(), kind, issuance.completedOn().getYear());
            long next = numbers.allocate(series, issuance.id(), seats.size()).first();
            for (Entitled seat : seats) {
                decided.add(
                        Certificate.issued(
                                new Achievement(
                                        kind,
                                        issuance.id(),
                                        seat.learner(),
                                        issuance.sealedHolder(seat.learner())
                                                .flatMap(part -> keys.unseal(seat.learner(), part))
                                                .orElse(null),
                                        issuance.title(),
                                        issuance.field(),
                                        seat.hours(),
                                        seat.units()),
                                keys,
                                issuance.provider(),
                                issuance.letterhead(),
                                CertificateNumber.text(
                                        series, next++, issuance.letterhead().code()),
                                issuance.completedOn(),
                                at));
            }
        }
        FailPoints.pass("issuance.numbers-allocated");
        signing.sign(issuance.provider(), issuance.id().value(), decided, keys);
        FailPoints.pass("issuance.signed");
        int half = decided.size() / 2;
        insert(decided.subList(0, half));
        FailPoints.pass("issuance.half-inserted");
        insert(decided.subList(half, decided.size()));
        FailPoints.pass("issuance.inserted");
    }

    private void insert(List<Certificate> decided) {
        for (int from = 0; from < decided.size(); from += AT_ONCE) {
            certificates.insert(decided.subList(from, Math.min(from + AT_ONCE, decided.size())));
        }
    }
}
