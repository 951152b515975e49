package id.bekal.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class BackoffTests {

    private static final Instant FIRST = Instant.parse("2026-11-27T10:00:00Z");

    /** When a delivery that never arrives is tried, as time since the first attempt. */
    private static List<Duration> tries(double random) {
        List<Duration> tries = new ArrayList<>();
        Optional<Instant> next = Optional.of(FIRST);
        while (next.isPresent()) {
            tries.add(Duration.between(FIRST, next.get()));
            next = Backoff.next(tries.size(), FIRST, next.get(), null, random);
        }
        return tries;
    }

    @Test
    void triesSoonAtFirstThenEveryTwelveHoursAndEndsAfter75() {
        assertThat(tries(0.5))
                .extracting(Duration::toSeconds)
                .containsExactly(
                        0L, 5L, 35L, 155L, 755L, 2555L, 6155L, 13_355L, 27_755L, 56_555L, 99_755L,
                        142_955L, 186_155L, 229_355L, 270_000L);
    }

    @Test
    void isUpToAFifthEarlierOrLaterAndEndsAtTheSameTime() {
        assertThat(tries(0).get(1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(tries(1).get(1)).isEqualTo(Duration.ofSeconds(6));
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            assertThat(tries(random.nextDouble()).getLast()).isEqualTo(Duration.ofHours(75));
        }
    }

    @Test
    void hasNoNextTryFromThe75thHourOn() {
        Instant last = FIRST.plus(Backoff.PATIENCE);
        assertThat(Backoff.next(3, FIRST, last.minusMillis(1), null, 0.5)).contains(last);
        assertThat(Backoff.next(3, FIRST, last, null, 0.5)).isEmpty();
        assertThat(Backoff.next(3, FIRST, last.plusMillis(1), null, 0.5)).isEmpty();
    }

    @Test
    void waitsAsLongAsTheReceiverAsksForWithinReason() {
        assertThat(Backoff.next(1, FIRST, FIRST, Duration.ofMinutes(7), 0.5))
                .contains(FIRST.plus(Duration.ofMinutes(7)));
        assertThat(Backoff.next(1, FIRST, FIRST, Duration.ofSeconds(1), 0.5))
                .as("not earlier than it would be anyway")
                .contains(FIRST.plusSeconds(5));
        assertThat(Backoff.next(1, FIRST, FIRST, Duration.ofDays(30), 0.5))
                .contains(FIRST.plus(Duration.ofHours(12)));
    }
}
