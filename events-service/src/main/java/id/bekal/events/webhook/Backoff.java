package id.bekal.events.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a failed delivery is tried again: after 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 2 h, 4 h, 8
 * h, then every 12 h, each up to a fifth earlier or later, and for the last time 75 hours after the
 * first attempt: whoever switched the receiver off on a Friday evening finds nothing lost on
 * Monday.
 */
final class Backoff {

    static final List<Duration> DELAYS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(4),
                    Duration.ofHours(8),
                    Duration.ofHours(12));

    /** From the first attempt to the last; and how long nothing at all may arrive. */
    static final Duration PATIENCE = Duration.ofHours(75);

    /** A receiver that asks for more time than this is asked again all the same. */
    static final Duration LONGEST_WISH = Duration.ofHours(12);

    private static final double JITTER = 0.2;

    private Backoff() {}

    /**
     * @param attempts that failed so far, at least 1
     * @param first when the first of them was
     * @param wish the receiver's {@code Retry-After}
     * @param random from 0 to 1
     * @return empty when the last attempt was made
     */
    static Optional<Instant> next(
            int attempts, Instant first, Instant now, @Nullable Duration wish, double random) {
        Instant last = first.plus(PATIENCE);
        if (!now.isBefore(last)) {
            return Optional.empty();
        }
        Duration delay = DELAYS.get(Math.min(attempts, DELAYS.size()) - 1);
        long millis = (long) (delay.toMillis() * (1 - JITTER + 2 * JITTER * random));
        Instant next = now.plusMillis(millis);
        if (wish != null && next.isBefore(now.plus(atMost(wish)))) {
            next = now.plus(atMost(wish));
        }
        return Optional.of(next.isAfter(last) ? last : next);
    }

    static Duration atMost(Duration wish) {
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }
}
