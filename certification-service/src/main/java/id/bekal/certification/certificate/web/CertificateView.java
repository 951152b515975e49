package id.bekal.certification.certificate.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.CertifiedUnit;
import id.bekal.certification.certificate.Holder;
import id.bekal.certification.certificate.Standing;
import id.bekal.certification.certificate.Title;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.AssessmentResult;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * A certificate as its issuer sees it.
 *
 * @param verify path of its public verification
 * @param hours JP of 45 minutes
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
        Holder holder,
        TitleView title,
        String field,
        @Nullable Integer hours,
        List<UnitView> units,
        IssuerView issuer,
        LocalDate issuedOn,
        @Nullable String scheme,
        @Nullable LocalDate validUntil,
        @Nullable RevocationView revocation) {

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

    public record RevocationView(LocalDate on, String reason) {}

    public static CertificateView of(Certificate certificate, LocalDate today) {
        LocalDate revokedOn = certificate.revokedOn();
        String reason = certificate.revocationReason();
        return new CertificateView(
                certificate.id(),
                certificate.kind(),
                certificate.standingOn(today),
                certificate.number(),
                certificate.token(),
                "/verify/" + certificate.token(),
                certificate.program(),
                certificate.learner(),
                certificate.holder(),
                TitleView.of(certificate.title()),
                certificate.field(),
                certificate.hours(),
                certificate.units().stream().map(UnitView::of).toList(),
                new IssuerView(
                        certificate.issuer(), certificate.issuerName(), certificate.issuerCity()),
                certificate.issuedOn(),
                certificate.scheme(),
                certificate.validUntil(),
                revokedOn == null || reason == null ? null : new RevocationView(revokedOn, reason));
    }
}
