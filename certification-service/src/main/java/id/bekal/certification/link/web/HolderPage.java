package id.bekal.certification.link.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Standing;
import id.bekal.certification.certificate.Title;
import id.bekal.contracts.certification.CertificateKind;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * All certificates of a person, the latest first; names nobody, and tells nothing of custody. What
 * their own verifications show is not repeated.
 */
public record HolderPage(Instant checkedAt, List<Item> certificates) {

    /**
     * @param verify path of its public verification
     * @param issuer the issuer's name as it stands on the certificate
     */
    public record Item(
            String verify,
            TitleView title,
            CertificateKind kind,
            String number,
            Standing status,
            String issuer,
            LocalDate issuedOn,
            @Nullable LocalDate validUntil) {

        static Item of(Certificate certificate, LocalDate today) {
            return new Item(
                    "/verify/" + certificate.token(),
                    TitleView.of(certificate.title()),
                    certificate.kind(),
                    certificate.number(),
                    certificate.standingOn(today),
                    certificate.issuerName(),
                    certificate.issuedOn(),
                    certificate.validUntil());
        }
    }

    public record TitleView(String id, @Nullable String en) {
        static TitleView of(Title title) {
            return new TitleView(title.indonesian(), title.english());
        }
    }

    public static HolderPage of(List<Certificate> certificates, Clock clock) {
        LocalDate today = LocalDate.now(clock);
        return new HolderPage(
                clock.instant(),
                certificates.stream().map(certificate -> Item.of(certificate, today)).toList());
    }
}
