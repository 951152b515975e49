package id.bekal.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Time that only goes forward, at an even pace: a corrected system clock neither prolongs a pause
 * nor cuts it short. It does not tell the time of day.
 */
public final class SteadyClock extends Clock {

    private final LongSupplier nanos;

    public SteadyClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanos.getAsLong());
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
