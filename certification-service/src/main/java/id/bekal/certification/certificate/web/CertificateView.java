package id.bekal.certification.certificate.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.CertifiedUnit;
import id.bekal.certification.certificate.Revocation;
import id.bekal.certification.certificate.RevocationRequest;
import id.bekal.certification.certificate.Standing;
import id.bekal.certification.certificate.Succession;
import id.bekal.certification.certificate.Title;
import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.Naming;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.AssessmentResult;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A certificate as its issuer sees it.
 *
 * @param verify path of its public verification
 * @param holder absent from answers to changes, and when nobody can be named
 * @param erased true when the learner was erased, absent otherwise
 * @param hours JP of 45 minutes
 * @param replacement which one took its place, if one did
 * @param replaces the one whose place it took
 */
public record CertificateView(
        CertificateId id,
        CertificateKind kind,
        Standing status,
        String number,
        String token,
        String verify,
        ProgramId program,
        LearnerId learner,
        @Nullable Holder holder,
        @Nullable Boolean erased,
        TitleView title,
        String field,
        @Nullable Integer hours,
        List<UnitView> units,
        IssuerView issuer,
        LocalDate issuedOn,
        @Nullable String scheme,
        @Nullable LocalDate validUntil,
        @Nullable RequestView revocationRequest,
        @Nullable RevocationView revocation,
        @Nullable SuccessionView replacement,
        @Nullable CertificateId replaces) {

    public record TitleView(String id, @Nullable String en) {
        public static TitleView of(Title title) {
            return new TitleView(title.indonesian(), title.english());
        }
    }

    public record UnitView(
            @Nullable String code, TitleView title, int hours, AssessmentResult result) {
        public static UnitView of(CertifiedUnit unit) {
            return new UnitView(
                    unit.code(), TitleView.of(unit.title()), unit.hours(), unit.result());
        }
    }

    public record IssuerView(InstitutionId id, String name, String city) {}

    /**
     * @param by the client or account that asked; another one confirms
     * @param lapsesAt from this moment on it cannot be confirmed any more
     */
    public record RequestView(String reason, String by, Instant at, Instant lapsesAt) {
        static RequestView of(RevocationRequest request) {
            return new RequestView(
                    request.reason(), request.by(), request.at(), request.lapsesAt());
        }
    }

    public record RevocationView(
            LocalDate on, String reason, String requestedBy, String confirmedBy) {
        static RevocationView of(Revocation revocation) {
            return new RevocationView(
                    revocation.on(),
                    revocation.reason(),
                    revocation.requestedBy(),
                    revocation.confirmedBy());
        }
    }

    public record SuccessionView(CertificateId successor, LocalDate on, String reason, String by) {
        static SuccessionView of(Succession succession) {
            return new SuccessionView(
                    succession.successor(), succession.on(), succession.reason(), succession.by());
        }
    }

    /**
     * Without the holder: what answers a change, since such answers are kept to be repeated ({@code
     * Idempotency-Key}).
     */
    public static CertificateView unnamed(Certificate certificate, Clock clock) {
        return of(certificate, null, null, clock);
    }

    /** With the holder, where there is one to name: a reading that is to be logged. */
    static CertificateView of(Certificate certificate, Naming naming, Clock clock) {
        return switch (naming) {
            case Naming.Named(Holder holder) -> of(certificate, holder, null, clock);
            case Naming.Erased() -> of(certificate, null, true, clock);
            case Naming.Unnamed() -> of(certificate, null, null, clock);
        };
    }

    private static CertificateView of(
            Certificate certificate,
            @Nullable Holder holder,
            @Nullable Boolean erased,
            Clock clock) {
        Revocation revocation = certificate.revocation();
        Succession succession = certificate.succession();
        return new CertificateView(
                certificate.id(),
                certificate.kind(),
                certificate.standingOn(LocalDate.now(clock)),
                certificate.number(),
                certificate.token(),
                "/verify/" + certificate.token(),
                certificate.program(),
                certificate.learner(),
                holder,
                erased,
                TitleView.of(certificate.title()),
                certificate.field(),
                certificate.hours(),
                certificate.units().stream().map(UnitView::of).toList(),
                new IssuerView(
                        certificate.issuer(), certificate.issuerName(), certificate.issuerCity()),
                certificate.issuedOn(),
                certificate.scheme(),
                certificate.validUntil(),
                certificate.revocationRequest(clock.instant()).map(RequestView::of).orElse(null),
                revocation == null ? null : RevocationView.of(revocation),
                succession == null ? null : SuccessionView.of(succession),
                certificate.predecessor());
    }
}
