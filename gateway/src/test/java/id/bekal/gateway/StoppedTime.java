package id.bekal.gateway;

import io.github.bucket4j.TimeMeter;

import java.time.Duration;

/** Time that a test lets pass. */
public final class StoppedTime implements TimeMeter {

    private volatile long nanos = 1_000_000_000L;

    public void passes(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
