package id.bekal.platform.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** Writes the running trace into events and goes on with it where they are consumed. */
public final class TraceContext {

    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    public TraceContext(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The traceparent of the running span; null outside any. */
    public @Nullable String current() {
        io.micrometer.tracing.TraceContext context = tracer.currentTraceContext().context();
        if (context == null) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(context, carrier, (headers, name, value) -> carrier.put(name, value));
        return carrier.get(TRACEPARENT);
    }

    /**
     * Runs {@code work} in a span that continues {@code traceparent}, or begins a trace where there
     * is none.
     */
    public void continuing(@Nullable String traceparent, String name, Runnable work) {
        Map<String, String> carrier =
                traceparent == null ? Map.of() : Map.of(TRACEPARENT, traceparent);
        Span span =
                propagator.extract(carrier, Map::get).name(name).kind(Span.Kind.CONSUMER).start();
        try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
            work.run();
        } catch (RuntimeException e) {
            span.error(e);
            throw e;
        } finally {
            span.end();
        }
    }
}
