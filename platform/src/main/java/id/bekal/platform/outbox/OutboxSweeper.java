package id.bekal.platform.outbox;

import static java.util.Objects.requireNonNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;

import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Finds what a crash left in outboxes and hands it to the relay: at start and then rarely, under a
 * lease, so that one of many instances does it. A sweep goes on until it has found everything, at
 * the pace at which the relay publishes, and ends early when the relay makes no progress: the next
 * one goes on. An instance that wakes after its lease ended merely sends an event once more, under
 * the same id.
 */
public final class OutboxSweeper {

    private static final Logger log = LoggerFactory.getLogger(OutboxSweeper.class);
    private static final String LEASE = "outbox-sweep";

    /** An instance that dies keeps the others from sweeping for so long. */
    private static final Duration LEASE_LENGTH = Duration.ofSeconds(15);

    private static final int DOCUMENTS_AT_ONCE = 500;

    /** Swept entries leave the rest of the relay's capacity to those of running requests. */
    private static final int ENTRIES_IN_RELAY = 5000;

    private final Outbox outbox;
    private final OutboxRelay relay;
    private final MongoOperations mongo;
    private final Leases leases;
    private final Clock clock;
    private final Duration after;
    private final Duration patience;

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
        this(outbox, relay, mongo, leases, clock, after, Duration.ofSeconds(10));
    }

    /**
     * @param patience how long to wait for a relay that is full
     */
    OutboxSweeper(
            Outbox outbox,
            OutboxRelay relay,
            MongoOperations mongo,
            Leases leases,
            Clock clock,
            Duration after,
            Duration patience) {
        this.outbox = outbox;
        this.relay = relay;
        this.mongo = mongo;
        this.leases = leases;
        this.clock = clock;
        this.after = after;
        this.patience = patience;
    }

    @Scheduled(
            initialDelayString = "${bekal.outbox.sweep-after:5s}",
            fixedDelayString = "${bekal.outbox.sweep-every:20s}")
    public void sweep() {
        if (!leases.take(LEASE, LEASE_LENGTH)) {
            return;
        }
        Instant before = clock.instant().minus(after);
        for (String collection : outbox.collections()) {
            int found =
                    requireNonNull(
                            mongo.execute(collection, documents -> sweep(documents, before)));
            if (found > 0) {
                log.info("swept {} documents of {} with unpublished events", found, collection);
            }
        }
    }

    /** One query for all: asked again at once, it would find what is just being removed. */
    private int sweep(MongoCollection<Document> documents, Instant before) {
        String collection = documents.getNamespace().getCollectionName();
        int found = 0;
        try (MongoCursor<Document> left =
                documents
                        .find(
                                new Document(
                                        Aggregates.OUTBOX + ".at",
                                        new Document("$lt", Date.from(before))))
                        .projection(new Document(Aggregates.OUTBOX, 1))
                        .batchSize(DOCUMENTS_AT_ONCE)
                        .cursor()) {
            while (left.hasNext()) {
                if (found % DOCUMENTS_AT_ONCE == 0 && !leases.take(LEASE, LEASE_LENGTH)) {
                    log.info("another instance goes on with the sweep of {}", collection);
                    return found;
                }
                if (!relay.awaitRoom(ENTRIES_IN_RELAY, patience)) {
                    log.warn("the relay makes no progress, the next sweep goes on");
                    return found;
                }
                relay.offer(pending(collection, left.next()));
                found++;
            }
        }
        return found;
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
        return new OutboxRelay.Pending(collection, requireNonNull(document.get("_id")), entries);
    }
}
