package id.bekal.identity;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Runs, and can be put forward. */
public final class TestClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;
    private volatile @Nullable Instant stoppedAt;

    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Stands still from now on, at the beginning of a second. */
    public void stop() {
        stoppedAt = instant().truncatedTo(ChronoUnit.SECONDS).plusMillis(100).minus(ahead);
    }

    /** Runs again, from where it stands. */
    public void run() {
        Instant stood = instant();
        stoppedAt = null;
        ahead = ahead.plus(Duration.between(instant(), stood));
    }

    @Override
    public Instant instant() {
        Instant stopped = stoppedAt;
        return (stopped == null ? Clock.systemUTC().instant() : stopped).plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
