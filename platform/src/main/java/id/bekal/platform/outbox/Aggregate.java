package id.bekal.platform.outbox;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Transient;
import org.springframework.data.annotation.Version;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A document that decides events. What it {@link #record}s is appended to its own {@code outbox} by
 * the write that saves the change, so both are committed or neither is; the {@link OutboxRelay}
 * publishes afterwards.
 */
public abstract class Aggregate {

    @Version private @Nullable Long version;

    private long sequence;

    private @Nullable List<OutboxEntry> outbox;

    @Transient private final transient List<Recorded> recorded = new ArrayList<>();

    /** The aggregate's identity, also the key of its events. */
    protected abstract String aggregateId();

    /** Notes an event for publication; {@code audience} are the institutions entitled to see it. */
    protected final void record(DomainEvent event, Instant at, Set<InstitutionId> audience) {
        recorded.add(new Recorded(++sequence, event, at, Set.copyOf(audience)));
    }

    /** How often it was saved, from 0; the entity tag of its representations. */
    public final long version() {
        return version == null ? 0 : version;
    }

    final boolean isNew() {
        return version == null;
    }

    /** Events decided since it was loaded, for {@link AggregateRepository} and for tests. */
    public final List<DomainEvent> recorded() {
        return recorded.stream().map(Recorded::event).toList();
    }

    final List<Recorded> recordings() {
        return recorded;
    }

    /** What was not yet published when this was loaded, oldest first. */
    final List<OutboxEntry> pending() {
        return outbox == null ? List.of() : outbox;
    }

    final void saved(long newVersion, List<OutboxEntry> nowPending) {
        version = newVersion;
        outbox = nowPending;
        recorded.clear();
    }

    record Recorded(long sequence, DomainEvent event, Instant at, Set<InstitutionId> audience) {}
}
