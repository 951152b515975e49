package id.bekal.certification.verification.web;

import com.fasterxml.jackson.annotation.JsonIgnore;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Standing;
import id.bekal.certification.holder.Naming;
import id.bekal.certification.verification.Checked;
import id.bekal.certification.verification.Said;
import id.bekal.certification.verification.Verdict;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a credential that somebody brought is worth.
 *
 * @param wellSigned whether its issuer is known here and its signature good, so that it is
 *     unchanged
 * @param status of the certificate, now; absent unless it is genuine
 * @param says what it says; absent unless it is well signed
 * @param certificate what we hold of that certificate; absent unless it is genuine
 * @param differences members of {@code says} that we hold otherwise
 */
record CheckView(
        Verdict code,
        boolean wellSigned,
        @Nullable Standing status,
        Instant checkedAt,
        @Nullable Said says,
        @Nullable VerificationView certificate,
        List<String> differences) {

    static CheckView of(Checked checked, Clock clock) {
        Certificate certificate = checked.certificate();
        Naming naming = checked.naming();
        @Nullable VerificationView held =
                certificate == null
                        ? null
                        : VerificationView.of(certificate, Objects.requireNonNull(naming), clock);
        return new CheckView(
                checked.verdict(),
                checked.verdict().isWellSigned(),
                held == null ? null : held.status(),
                clock.instant(),
                checked.said(),
                held,
                checked.differences());
    }

    /** An answer is a success whatever it says, unless nothing was looked at. */
    @JsonIgnore
    HttpStatus httpStatus() {
        return switch (code) {
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case NOTHING_GIVEN -> HttpStatus.BAD_REQUEST;
            default -> HttpStatus.OK;
        };
    }
}
