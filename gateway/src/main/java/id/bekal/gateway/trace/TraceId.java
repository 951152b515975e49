package id.bekal.gateway.trace;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;

import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

import java.util.Optional;

/**
 * The W3C trace id of a request.
 *
 * @param value 32 hexadecimal digits
 */
public record TraceId(String value) {

    /** That of the exchange, from the caller's {@code traceparent} if it sent one. */
    public static Optional<TraceId> of(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(span -> new TraceId(span.context().traceId()));
    }

    @Override
    public String toString() {
        return value;
    }
}
