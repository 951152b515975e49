package id.bekal.platform.outbox;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.platform.tracing.TraceContext;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns what an aggregate recorded into entries of its outbox, and hands committed entries to the
 * relay.
 */
public final class Outbox {

    private final String source;
    private final Clock clock;
    private final TraceContext traces;
    private final OutboxRelay relay;
    private final Set<String> collections = ConcurrentHashMap.newKeySet();

    public Outbox(String service, Clock clock, TraceContext traces, OutboxRelay relay) {
        this.source = "/" + service;
        this.clock = clock;
        this.traces = traces;
        this.relay = relay;
    }

    void register(String collection) {
        collections.add(collection);
    }

    /** The collections whose documents have an outbox. */
    Set<String> collections() {
        return collections;
    }

    List<OutboxEntry> entriesOf(Aggregate aggregate) {
        if (aggregate.recordings().isEmpty()) {
            return List.of();
        }
        @Nullable String traceparent = traces.current();
        return aggregate.recordings().stream()
                .map(
                        recorded -> {
                            String id = UUID.randomUUID().toString();
                            EventEnvelope envelope =
                                    EventEnvelope.of(
                                            id,
                                            source,
                                            aggregate.aggregateId(),
                                            recorded.at(),
                                            recorded.sequence(),
                                            recorded.audience(),
                                            traceparent,
                                            recorded.event());
                            return new OutboxEntry(
                                    id,
                                    EventTypes.topic(recorded.event().getClass()),
                                    clock.instant(),
                                    envelope.toJson());
                        })
                .toList();
    }

    void publish(String collection, Object documentId, List<OutboxEntry> pending) {
        if (!pending.isEmpty()) {
            relay.offer(new OutboxRelay.Pending(collection, documentId, pending));
        }
    }
}
