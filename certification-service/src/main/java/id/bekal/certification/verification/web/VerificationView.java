package id.bekal.certification.verification.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Standing;
import id.bekal.certification.certificate.Succession;
import id.bekal.certification.certificate.Title;
import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.Naming;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.AssessmentResult;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What anyone may know who was given a certificate's token: what is printed on it, never a reason,
 * and nothing that tells of custody. It names the holder, as the paper does, so that it proves the
 * certificate of this person and no other; neither birth place nor date, nor the program.
 *
 * @param holder the name; absent once the learner was erased, while all else stays
 * @param hours JP of 45 minutes
 * @param successor path of the verification of the one that took its place
 */
public record VerificationView(
        Standing status,
        Instant checkedAt,
        CertificateKind kind,
        String number,
        @Nullable String holder,
        TitleView title,
        String field,
        @Nullable Integer hours,
        List<UnitView> units,
        IssuerView issuer,
        LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        @Nullable String successor) {

    public record TitleView(String id, @Nullable String en) {
        static TitleView of(Title title) {
            return new TitleView(title.indonesian(), title.english());
        }
    }

    public record UnitView(
            @Nullable String code, TitleView title, int hours, AssessmentResult result) {}

    public record IssuerView(String name, String city) {}

    public static VerificationView of(Certificate certificate, Naming naming, Clock clock) {
        Succession succession = certificate.succession();
        return new VerificationView(
                certificate.standingOn(LocalDate.now(clock)),
                clock.instant(),
                certificate.kind(),
                certificate.number(),
                naming instanceof Naming.Named(Holder holder) ? holder.name() : null,
                TitleView.of(certificate.title()),
                certificate.field(),
                certificate.hours(),
                certificate.units().stream()
                        .map(
                                unit ->
                                        new UnitView(
                                                unit.code(),
                                                TitleView.of(unit.title()),
                                                unit.hours(),
                                                unit.result()))
                        .toList(),
                new IssuerView(certificate.issuerName(), certificate.issuerCity()),
                certificate.issuedOn(),
                certificate.validUntil(),
                succession == null ? null : "/verify/" + succession.token());
    }
}
