package id.bekal.events.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How far a webhook is.
 *
 * @param read every number up to this one has arrived, was left out by its type, or is {@link
 *     Undelivered}
 * @param lastSuccess when something arrived last
 * @param lastFailure when something did not
 * @param lastFailureWas its status or failure
 * @param failingSince when the first attempt failed after which nothing arrived
 * @param pausedUntil the receiver asked for quiet until then
 * @param restarts of the webhook, of which it is known
 * @param quietUntil nobody works on it, for there is nothing to do before then
 */
public record Progress(
        long read,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastFailure,
        @Nullable String lastFailureWas,
        @Nullable Instant failingSince,
        @Nullable Instant pausedUntil,
        int restarts,
        @Nullable Instant quietUntil,
        @Nullable Replay replay,
        @Nullable Missed missed) {

    static Progress from(long number) {
        return new Progress(number, null, null, null, null, null, 0, null, null, null);
    }
}
