package id.bekal.certification.certificate;

import java.time.Instant;

/**
 * Someone of the issuer asks that a certificate be made void.
 *
 * @param reason for the issuer's own record; names nobody
 * @param by the client or account that asks, which may not confirm it
 * @param lapsesAt from this moment on it counts no more
 */
public record RevocationRequest(String reason, String by, Instant at, Instant lapsesAt) {

    boolean hasLapsed(Instant now) {
        return !now.isBefore(lapsesAt);
    }
}
