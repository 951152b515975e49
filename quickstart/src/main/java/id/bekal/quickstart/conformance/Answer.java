package id.bekal.quickstart.conformance;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;

/**
 * What came back.
 *
 * @param status null when there was no answer
 * @param failure why there was none; null when there was one
 * @param latency until the answer had been read, or the failure
 * @param isLong whether there was more than is read
 * @param firstBytes how its body begins, without what moves a cursor
 * @param wish its {@code Retry-After}, with 429 and 503
 * @param location where a redirect leads to
 */
record Answer(
        @Nullable Integer status,
        @Nullable Failure failure,
        Duration latency,
        boolean isLong,
        String firstBytes,
        @Nullable Duration wish,
        @Nullable String location) {

    enum Failure {
        HOST_UNKNOWN,
        NO_CONNECTION,
        TLS_FAILED,
        TIMED_OUT,
        BROKEN_OFF;

        /** Whether there is nobody who could be checked. */
        boolean isUnreachable() {
            return this == HOST_UNKNOWN || this == NO_CONNECTION || this == TLS_FAILED;
        }
    }

    static Answer failed(Failure failure, Duration latency) {
        return new Answer(null, failure, latency, false, "", null, null);
    }

    private int hundreds() {
        return status == null ? 0 : status / 100;
    }

    boolean isTaken() {
        return hundreds() == 2;
    }

    boolean isRefused() {
        return hundreds() == 4 && !asksToWait();
    }

    boolean isRedirect() {
        return hundreds() == 3;
    }

    boolean isBroken() {
        return hundreds() == 5;
    }

    /** Too much at once, and not a word about the delivery. */
    boolean asksToWait() {
        return status != null && (status == 429 || status == 503 && wish != null);
    }

    @Override
    public String toString() {
        StringBuilder told = new StringBuilder();
        told.append(
                status == null
                        ? String.valueOf(failure).toLowerCase(Locale.ROOT).replace('_', ' ')
                        : status.toString());
        if (location != null) {
            told.append(" Location: ").append(location);
        }
        told.append(", ").append(latency.toMillis()).append(" ms");
        if (!firstBytes.isEmpty()) {
            told.append(", \"").append(firstBytes).append('"');
        }
        return told.toString();
    }
}
