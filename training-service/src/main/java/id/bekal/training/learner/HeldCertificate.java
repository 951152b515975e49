package id.bekal.training.learner;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.certification.CertificateKind;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** A certificate the learner holds, as certification-service told. */
public record HeldCertificate(
        CertificateId certificate,
        CertificateKind kind,
        InstitutionId issuer,
        String number,
        LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        @Nullable LocalDate revokedOn) {

    HeldCertificate revoked(LocalDate on) {
        return new HeldCertificate(certificate, kind, issuer, number, issuedOn, validUntil, on);
    }
}
