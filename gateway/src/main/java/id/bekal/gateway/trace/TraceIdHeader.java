package id.bekal.gateway.trace;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/** Puts the trace's id on every response, so that a caller can quote it to an operator. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // so that refusals of later filters carry it too
class TraceIdHeader implements WebFilter {

    private static final String NAME = "X-Trace-Id";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        TraceId.of(exchange)
                .ifPresent(
                        id ->
                                exchange.getResponse()
                                        .beforeCommit(
                                                () -> {
                                                    // last: a service's own is replaced
                                                    exchange.getResponse()
                                                            .getHeaders()
                                                            .set(NAME, id.value());
                                                    return Mono.empty();
                                                }));
        return chain.filter(exchange);
    }
}
