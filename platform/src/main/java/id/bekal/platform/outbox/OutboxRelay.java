package id.bekal.platform.outbox;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;

import id.bekal.platform.FailPoints;

import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.ProducerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes what was committed. Entries come from memory right after their save, and from the
 * {@link OutboxSweeper} after a crash. One thread owns all state:
 *
 * <ul>
 *   <li>the entries of one aggregate are sent in order, keyed by its id, without waiting for an
 *       ack; many aggregates are in flight at once;
 *   <li>an entry leaves its document only after its own ack, by event id, in bulk;
 *   <li>when a send fails or times out (unknown), the aggregate's lane waits until nothing of it is
 *       in flight, then sends again from the first entry without an ack, under the same event ids.
 * </ul>
 *
 * So delivery is at least once, in order per aggregate. Dying at any point leaves the entry in its
 * document.
 */
public final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int REMOVALS_AT_ONCE = 500;
    private static final int REMEMBERED_ACKS = 20_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Entries of one document, oldest first, committed and not known to be published. */
    record Pending(String collection, Object documentId, List<OutboxEntry> entries) {}

    private sealed interface Signal {
        record Offered(Pending pending) implements Signal {}

        record Settled(Lane lane, OutboxEntry entry, @Nullable Exception failure)
                implements Signal {}

        record Wake() implements Signal {}
    }

    private static final class Lane {
        final String collection;
        final Object documentId;
        final LinkedHashMap<String, OutboxEntry> unacked = new LinkedHashMap<>();
        int inFlight;
        boolean broken;

        Lane(String collection, Object documentId) {
            this.collection = collection;
            this.documentId = documentId;
        }
    }

    private final ProducerFactory<String, byte[]> producers;
    private final MongoOperations mongo;
    private final int capacity;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final ArrayDeque<Lane> broken = new ArrayDeque<>();
    private final Map<String, List<String>> removals = new HashMap<>();
    private final Map<String, Lane> removalLanes = new HashMap<>();
    private final LinkedHashMap<String, Boolean> acked =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED_ACKS;
                }
            };
    private final io.micrometer.core.instrument.Counter published;
    private final io.micrometer.core.instrument.Counter failures;
    private volatile int unackedEntries;
    private int removalCount;
    private long oldestRemoval;
    private long retryAt;
    private volatile boolean running;
    private @Nullable Thread thread;

    /**
     * @param capacity entries in memory; beyond it they stay in their documents until the sweeper
     *     brings them
     * @throws IllegalStateException when the producer does not wait for all replicas or is not
     *     idempotent: it would lose or reorder events in silence
     */
    public OutboxRelay(
            ProducerFactory<String, byte[]> producers,
            MongoOperations mongo,
            MeterRegistry meters,
            int capacity) {
        this.producers = producers;
        this.mongo = mongo;
        this.capacity = capacity;
        this.published = meters.counter("bekal.outbox.published");
        this.failures = meters.counter("bekal.outbox.failures");
        meters.gauge("bekal.outbox.unacknowledged", this, relay -> relay.unackedEntries);
        Map<String, Object> settings = producers.getConfigurationProperties();
        requireSetting(settings, "acks", "all");
        requireSetting(settings, "enable.idempotence", "true");
    }

    private static void requireSetting(Map<String, Object> settings, String name, String value) {
        if (!value.equals(String.valueOf(settings.get(name)))) {
            throw new IllegalStateException(
                    "the outbox needs a producer with %s=%s, it has %s"
                            .formatted(name, value, settings.get(name)));
        }
    }

    void offer(Pending pending) {
        if (unackedEntries < capacity) {
            signals.add(new Signal.Offered(pending));
        }
    }

    /**
     * Waits until fewer than {@code entries} are in memory; false when there was no room for so
     * long, or the relay has stopped.
     */
    boolean awaitRoom(int entries, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        while (running && unackedEntries + signals.size() >= entries) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return running;
    }

    /** Entries sent or waiting in memory that have no ack yet. */
    public int unacknowledged() {
        return unackedEntries;
    }

    @Override
    public void start() {
        running = true;
        Thread relay = new Thread(this::run, "outbox-relay");
        relay.setDaemon(true);
        thread = relay;
        relay.start();
    }

    @Override
    public void stop() {
        running = false;
        signals.add(new Signal.Wake());
        Thread relay = thread;
        if (relay != null) {
            try {
                relay.join(Duration.ofSeconds(10).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before and stops after the consumers and the web server, which cause events. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }

    private void run() {
        try (Producer<String, byte[]> producer = producers.createNonTransactionalProducer()) {
            while (running || unackedEntries > 0 && !allBroken()) {
                try {
                    @Nullable Signal signal = signals.poll(waitMillis(), TimeUnit.MILLISECONDS);
                    while (signal != null) {
                        take(signal, producer);
                        signal = signals.poll();
                    }
                    retryBroken(producer);
                    removeAcked(false);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (RuntimeException e) {
                    // nothing is lost: what was not removed is sent again or swept
                    log.error("the outbox relay failed and goes on", e);
                }
            }
            producer.flush();
            @Nullable Signal signal = signals.poll();
            while (signal != null) {
                take(signal, producer);
                signal = signals.poll();
            }
            removeAcked(true);
        }
    }

    private boolean allBroken() {
        return broken.size() == lanes.size();
    }

    private long waitMillis() {
        if (removalCount > 0) {
            return 5;
        }
        return broken.isEmpty() ? 1000 : 50;
    }

    private void take(Signal signal, Producer<String, byte[]> producer) {
        switch (signal) {
            case Signal.Offered offered -> enqueue(offered.pending(), producer);
            case Signal.Settled settled -> settle(settled);
            case Signal.Wake wake -> {}
        }
    }

    private void enqueue(Pending pending, Producer<String, byte[]> producer) {
        String key = pending.collection() + '/' + pending.documentId();
        Lane lane =
                lanes.computeIfAbsent(
                        key, absent -> new Lane(pending.collection(), pending.documentId()));
        for (OutboxEntry entry : pending.entries()) {
            if (acked.containsKey(entry.id())) {
                remove(lane, entry.id());
            } else if (lane.unacked.putIfAbsent(entry.id(), entry) == null) {
                unackedEntries++;
                if (!lane.broken) {
                    send(lane, entry, producer);
                }
            }
        }
        discardIfEmpty(lane);
    }

    private void send(Lane lane, OutboxEntry entry, Producer<String, byte[]> producer) {
        lane.inFlight++;
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(
                        entry.topic(),
                        lane.documentId.toString(),
                        entry.json().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        record.headers().add("content-type", CONTENT_TYPE);
        try {
            producer.send(
                    record,
                    (metadata, failure) -> signals.add(new Signal.Settled(lane, entry, failure)));
        } catch (RuntimeException e) {
            signals.add(new Signal.Settled(lane, entry, e));
        }
    }

    private static final byte[] CONTENT_TYPE =
            id.bekal.contracts.EventEnvelope.CONTENT_TYPE.getBytes(
                    java.nio.charset.StandardCharsets.US_ASCII);

    private void settle(Signal.Settled settled) {
        Lane lane = settled.lane();
        lane.inFlight--;
        if (settled.failure() == null) {
            FailPoints.pass("outbox.after-send");
            if (lane.unacked.remove(settled.entry().id()) != null) {
                unackedEntries--;
                published.increment();
            }
            acked.put(settled.entry().id(), Boolean.TRUE);
            remove(lane, settled.entry().id());
        } else {
            failures.increment();
            if (!lane.broken) {
                lane.broken = true;
                broken.add(lane);
                log.warn(
                        "event {} of {}/{} was not acknowledged and will be sent again: {}",
                        settled.entry().id(),
                        lane.collection,
                        lane.documentId,
                        settled.failure().toString());
            }
            retryAt = System.nanoTime() + RETRY_AFTER.toNanos();
        }
        discardIfEmpty(lane);
    }

    private void retryBroken(Producer<String, byte[]> producer) {
        if (broken.isEmpty() || System.nanoTime() < retryAt) {
            return;
        }
        for (int i = broken.size(); i > 0; i--) {
            Lane lane = broken.remove();
            if (lane.inFlight > 0) {
                broken.add(lane);
                continue;
            }
            lane.broken = false;
            for (OutboxEntry entry : List.copyOf(lane.unacked.values())) {
                send(lane, entry, producer);
            }
        }
    }

    private void discardIfEmpty(Lane lane) {
        if (lane.unacked.isEmpty() && lane.inFlight == 0 && !lane.broken) {
            lanes.remove(lane.collection + '/' + lane.documentId, lane);
        }
    }

    private void remove(Lane lane, String eventId) {
        String key = lane.collection + '/' + lane.documentId;
        removals.computeIfAbsent(key, absent -> new ArrayList<>()).add(eventId);
        removalLanes.put(key, lane);
        if (removalCount++ == 0) {
            oldestRemoval = System.nanoTime();
        }
        if (removalCount >= REMOVALS_AT_ONCE) {
            removeAcked(true);
        }
    }

    private void removeAcked(boolean now) {
        if (removalCount == 0
                || !now && System.nanoTime() - oldestRemoval < TimeUnit.MILLISECONDS.toNanos(10)) {
            return;
        }
        Map<String, List<WriteModel<Document>>> byCollection = new HashMap<>();
        removals.forEach(
                (key, ids) -> {
                    Lane lane = java.util.Objects.requireNonNull(removalLanes.get(key));
                    byCollection
                            .computeIfAbsent(lane.collection, absent -> new ArrayList<>())
                            .add(
                                    new UpdateOneModel<>(
                                            new Document("_id", lane.documentId),
                                            new Document(
                                                    "$pull",
                                                    new Document(
                                                            Aggregates.OUTBOX,
                                                            new Document(
                                                                    "_id",
                                                                    new Document("$in", ids))))));
                });
        removals.clear();
        removalLanes.clear();
        removalCount = 0;
        byCollection.forEach(
                (collection, writes) ->
                        mongo.execute(
                                collection,
                                documents ->
                                        documents.bulkWrite(
                                                writes, new BulkWriteOptions().ordered(false))));
        FailPoints.pass("outbox.after-removal");
    }
}
