package id.bekal.platform.messaging;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.platform.FailPoints;
import id.bekal.platform.tracing.TraceContext;

import org.springframework.messaging.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Consumes one topic: finds the use case for an event's type and runs it in the trace that caused
 * the event. A type without a handler, known or not, passes by. Whatever a handler throws goes back
 * to the container, which retries and then writes the record to the dead letters; an effect must
 * therefore be idempotent.
 */
public final class EventConsumer implements Consumer<Message<byte[]>>, RecordConsumer {

    private record Handler<E extends DomainEvent>(
            Class<E> type, BiConsumer<E, EventEnvelope> effect) {
        void handle(Class<? extends DomainEvent> actual, EventEnvelope envelope) {
            effect.accept(type.cast(envelope.event(actual)), envelope);
        }
    }

    private final TraceContext traces;
    private final List<Handler<?>> handlers = new ArrayList<>();

    public EventConsumer(TraceContext traces) {
        this.traces = traces;
    }

    /** Handles events of a type, or of a sealed family of types. */
    public <E extends DomainEvent> EventConsumer on(
            Class<E> type, BiConsumer<E, EventEnvelope> effect) {
        handlers.add(new Handler<>(type, effect));
        return this;
    }

    /** Like {@link #on(Class, BiConsumer)} for an effect that needs the event alone. */
    public <E extends DomainEvent> EventConsumer on(Class<E> type, Consumer<E> effect) {
        return on(type, (event, envelope) -> effect.accept(event));
    }

    @Override
    public void accept(Message<byte[]> message) {
        consume(message.getPayload());
        FailPoints.pass("consumer.before-commit");
    }

    @Override
    public void consume(byte[] value) {
        EventEnvelope envelope = EventEnvelope.parse(value);
        EventTypes.type(envelope.type())
                .ifPresent(
                        type ->
                                handlers.stream()
                                        .filter(handler -> handler.type().isAssignableFrom(type))
                                        .forEach(handler -> handle(handler, type, envelope)));
    }

    private void handle(
            Handler<?> handler, Class<? extends DomainEvent> type, EventEnvelope envelope) {
        traces.continuing(
                envelope.traceparent(),
                "consume " + envelope.type(),
                () -> handler.handle(type, envelope));
    }
}
