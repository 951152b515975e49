package id.bekal.certification.issuance;

import id.bekal.certification.certificate.Correction;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;

/**
 * @param issuer who asks
 * @param number the certification body's own, for a competence certificate; null for any other
 */
public record ReplaceCertificate(
        CertificateId certificate,
        InstitutionId issuer,
        Correction correction,
        @Nullable String number) {}
