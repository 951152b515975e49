package id.bekal.events.insight.messaging;

import id.bekal.contracts.MalformedEventException;
import id.bekal.events.feed.Feeds;
import id.bekal.events.feed.messaging.BatchConsumer;
import id.bekal.events.feed.messaging.StoredPositions;
import id.bekal.platform.messaging.EventConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/** A service's topic, noted for the figures one by one; where it was read up to, once a poll. */
final class InsightEvents extends BatchConsumer {

    private static final Logger log = LoggerFactory.getLogger(InsightEvents.class);

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
            } catch (MalformedEventException unreadable) {
                // whoever feeds are made by puts it with the dead letters, where once is enough
                log.warn("a record is no event, and is not counted: {}", unreadable.getMessage());
            } catch (RuntimeException failed) {
                throw new NotDone(i, failed);
            }
        }
    }
}
