package id.bekal.certification.certificate;

import java.time.LocalDate;

/**
 * That a certificate was made void, by two.
 *
 * @param reason for the issuer's own record, never shown to who verifies
 * @param requestedBy the client or account that asked for it
 * @param confirmedBy the other one
 */
public record Revocation(LocalDate on, String reason, String requestedBy, String confirmedBy) {}
