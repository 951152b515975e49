package id.bekal.events.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One attempt to deliver, of the last that are kept. Nothing of the event but its id: what is
 * erased from the feed lies nowhere else.
 *
 * @param sequence which of the webhook's attempts it was
 */
public record Attempt(
        long sequence,
        long number,
        String event,
        Instant at,
        @Nullable Integer status,
        Answer.@Nullable Failure failure,
        long latencyMs,
        @Nullable String firstBytes) {

    static Attempt of(long sequence, long number, String event, Instant at, Answer answer) {
        return new Attempt(
                sequence,
                number,
                event,
                at,
                answer.status(),
                answer.failure(),
                answer.latency().toMillis(),
                answer.firstBytes());
    }
}
