package id.bekal.platform.outbox;

import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * Finds what a crash left in outboxes and hands it to the relay: at start and then rarely, under a
 * lease, so that one of many instances does it. An instance that wakes after its lease ended merely
 * sends an event once more, under the same id.
 */
public final class OutboxSweeper {

    private static final Logger log = LoggerFactory.getLogger(OutboxSweeper.class);
    private static final int DOCUMENTS_AT_ONCE = 2000;

    private final Outbox outbox;
    private final OutboxRelay relay;
    private final MongoOperations mongo;
    private final Leases leases;
    private final Clock clock;
    private final Duration after;

    /**
     * @param after age from which an entry counts as left behind
     */
    public OutboxSweeper(
            Outbox outbox,
            OutboxRelay relay,
            MongoOperations mongo,
            Leases leases,
            Clock clock,
            Duration after) {
        this.outbox = outbox;
        this.relay = relay;
        this.mongo = mongo;
        this.leases = leases;
        this.clock = clock;
        this.after = after;
    }

    @Scheduled(
            initialDelayString = "${bekal.outbox.sweep-after:5s}",
            fixedDelayString = "${bekal.outbox.sweep-every:20s}")
    public void sweep() {
        if (!leases.take("outbox-sweep", Duration.ofSeconds(60))) {
            return;
        }
        Instant before = clock.instant().minus(after);
        for (String collection : outbox.collections()) {
            int found = sweep(collection, before);
            if (found > 0) {
                log.info("swept {} documents of {} with unpublished events", found, collection);
            }
        }
    }

    private int sweep(String collection, Instant before) {
        List<OutboxRelay.Pending> left = new ArrayList<>();
        mongo.execute(
                collection,
                documents -> {
                    documents
                            .find(
                                    new Document(
                                            Aggregates.OUTBOX + ".at",
                                            new Document("$lt", Date.from(before))))
                            .projection(new Document(Aggregates.OUTBOX, 1))
                            .limit(DOCUMENTS_AT_ONCE)
                            .forEach(document -> left.add(pending(collection, document)));
                    return left.size();
                });
        left.forEach(relay::offer);
        return left.size();
    }

    private static OutboxRelay.Pending pending(String collection, Document document) {
        List<OutboxEntry> entries =
                document.getList(Aggregates.OUTBOX, Document.class).stream()
                        .map(
                                entry ->
                                        new OutboxEntry(
                                                entry.getString("_id"),
                                                entry.getString("topic"),
                                                entry.getDate("at").toInstant(),
                                                entry.getString("json")))
                        .toList();
        return new OutboxRelay.Pending(
                collection, java.util.Objects.requireNonNull(document.get("_id")), entries);
    }
}
