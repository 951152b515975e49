package id.bekal.gateway;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/** Puts the trace's id on every response, so that a caller can quote it to an operator. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // so that refusals of later filters carry it too
class TraceIds implements WebFilter {

    private static final String HEADER = "X-Trace-Id";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .ifPresent(
                        span -> {
                            String id = span.context().traceId();
                            // last, so that a service's own does not stand beside it
                            exchange.getResponse()
                                    .beforeCommit(
                                            () -> {
                                                exchange.getResponse().getHeaders().set(HEADER, id);
                                                return Mono.empty();
                                            });
                        });
        return chain.filter(exchange);
    }
}
