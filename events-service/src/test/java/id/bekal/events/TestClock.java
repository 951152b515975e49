package id.bekal.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Runs, and can be put forward. */
public final class TestClock extends Clock {

    private final Clock clock = Clock.system(ZoneId.of("Asia/Jakarta"));
    private volatile Duration ahead = Duration.ZERO;

    public synchronized void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    /** As late as it is. */
    public synchronized void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
