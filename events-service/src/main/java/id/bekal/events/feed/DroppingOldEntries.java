package id.bekal.events.feed;

import id.bekal.platform.outbox.Leases;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;

/** Drops what has passed its retention. */
@Component
class DroppingOldEntries {

    private final Feeds feeds;
    private final Leases leases;
    private final Clock clock;
    private final Duration retention;
    private final Duration every;

    DroppingOldEntries(
            Feeds feeds,
            Leases leases,
            Clock clock,
            @Value("${bekal.feed.retention}") Duration retention,
            @Value("${bekal.feed.drop-every}") Duration every) {
        this.feeds = feeds;
        this.leases = leases;
        this.clock = clock;
        this.retention = retention;
        this.every = every;
    }

    @Scheduled(fixedDelayString = "${bekal.feed.drop-every}")
    void drop() {
        if (leases.take("feed-retention", every.dividedBy(2))) {
            feeds.drop(clock.instant().minus(retention));
        }
    }
}
