package id.bekal.events.insight.messaging;

import id.bekal.events.feed.Feeds;
import id.bekal.events.feed.messaging.BatchConsumer;
import id.bekal.events.feed.messaging.StoredPositions;
import id.bekal.platform.messaging.EventConsumer;

import java.util.List;

/** A service's topic, noted for the figures one by one; where it was read up to, once a poll. */
final class InsightEvents extends BatchConsumer {

    private final EventConsumer events;

    InsightEvents(String name, Feeds positions, EventConsumer events) {
        super(name, positions, StoredPositions.INSIGHTS);
        this.events = events;
    }

    @Override
    protected void consumeAll(List<byte[]> values) {
        for (int i = 0; i < values.size(); i++) {
            try {
                events.consume(values.get(i));
            } catch (RuntimeException failed) {
                throw new NotDone(i, failed);
            }
        }
    }
}
