package id.bekal.certification.certificate;

import id.bekal.certification.issuer.Letterhead;
import id.bekal.contracts.CertificateId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * That another certificate is to take this one's place, and all that one needs: decided, and not
 * done until it exists.
 *
 * @param number null for the next one of the issuer's series
 * @param letterhead under which the successor is issued
 * @param holder whom it names, encrypted with the learner's key for the successor's place
 * @param nextNotice the notice of its end that this one would have given
 * @param reason for the issuer's own record
 * @param by the account that decided
 */
public record Replacement(
        CertificateId successor,
        @Nullable String number,
        Letterhead letterhead,
        @Nullable String holder,
        List<CertifiedUnit> units,
        LocalDate on,
        @Nullable LocalDate nextNotice,
        String reason,
        String by,
        Instant at) {}
