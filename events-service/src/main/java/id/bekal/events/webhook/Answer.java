package id.bekal.events.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;

/**
 * What became of one delivery.
 *
 * @param status of the receiver's answer; null when there was none
 * @param failure why there was no answer; null when there was one
 * @param latency until the answer began, or the failure
 * @param firstBytes how the answer's body begins, at most 256 bytes
 * @param wish the receiver's {@code Retry-After}, with 429 and 503
 */
public record Answer(
        @Nullable Integer status,
        @Nullable Failure failure,
        Duration latency,
        @Nullable String firstBytes,
        @Nullable Duration wish) {

    public enum Failure {
        /** The receiver's name leads nowhere, or did not in time. */
        HOST_UNKNOWN,
        /** The receiver's name leads to an address that nothing is sent to. */
        ADDRESS_REFUSED,
        /** Nobody takes the connection. */
        NO_CONNECTION,
        /** The receiver's certificate is not good, or TLS failed. */
        TLS_FAILED,
        /** No connection, or no answer, in time. */
        TIMED_OUT,
        /** The connection ended without an answer, or with one that is none. */
        BROKEN_OFF,
        /** Ours, not the receiver's. */
        INTERNAL
    }

    private static final int GONE = 410;

    static Answer failed(Failure failure, Duration latency) {
        return new Answer(null, failure, latency, null, null);
    }

    public boolean isDelivered() {
        return status != null && status >= 200 && status < 300;
    }

    boolean isGone() {
        return status != null && status == GONE;
    }

    /** For counting. */
    String outcome() {
        if (isDelivered()) {
            return "delivered";
        }
        if (failure != null) {
            return failure.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return "answered-" + (status == null ? 0 : status / 100) + "xx";
    }
}
