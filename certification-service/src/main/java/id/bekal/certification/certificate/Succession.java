package id.bekal.certification.certificate;

import id.bekal.contracts.CertificateId;

import java.time.LocalDate;

/**
 * That a certificate gave way to another.
 *
 * @param token the successor's, for who verifies the old one
 * @param reason for the issuer's own record, never shown to who verifies
 * @param by the account that decided
 */
public record Succession(
        CertificateId successor, String token, LocalDate on, String reason, String by) {}
