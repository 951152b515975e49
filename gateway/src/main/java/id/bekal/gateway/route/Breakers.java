package id.bekal.gateway.route;

import id.bekal.gateway.GatewaySettings;
import id.bekal.gateway.SteadyClock;
import id.bekal.gateway.problem.RestingServiceException;
import id.bekal.gateway.problem.SlowRequestException;

import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leaves a service alone for a while when too large a share of what it was asked lately failed: no
 * connection, no answer in time, or an answer of 5xx. Callers hear at once that it is not
 * available; then a few requests are let through to see whether it is back. What a caller does
 * wrong, 4xx or a body that comes slowly or never ends, counts neither for the service nor against
 * it. No request is ever sent twice.
 */
@Component
class Breakers implements GlobalFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(Breakers.class);

    private final CircuitBreakerConfig config;
    private final Duration rest;
    private final Map<URI, CircuitBreaker> ofServices = new ConcurrentHashMap<>();

    Breakers(GatewaySettings settings, TimeMeter time) {
        GatewaySettings.Breaker breaker = settings.breaker();
        this.rest = breaker.rest();
        this.config =
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(Math.toIntExact(breaker.lately().toSeconds()))
                        .minimumNumberOfCalls(breaker.least())
                        .failureRateThreshold(breaker.failedPercent())
                        .waitDurationInOpenState(breaker.rest())
                        .permittedNumberOfCallsInHalfOpenState(breaker.probes())
                        .clock(new SteadyClock(time::currentTimeNanos))
                        .build();
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1; // next to what sends the request
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        CircuitBreaker breaker = ofServices.computeIfAbsent(route.getUri(), this::closed);
        return Mono.defer(
                () -> {
                    if (!breaker.tryAcquirePermission()) {
                        return Mono.error(new RestingServiceException(rest));
                    }
                    CallersBody request = new CallersBody(exchange.getRequest());
                    long start = breaker.getCurrentTimestamp();
                    return chain.filter(exchange.mutate().request(request).build())
                            .doOnSuccess(
                                    done ->
                                            answered(
                                                    breaker,
                                                    start,
                                                    exchange.getResponse().getStatusCode()))
                            .doOnError(failure -> failed(breaker, start, request, failure))
                            .onErrorMap(failure -> blamed(request, failure))
                            .doOnCancel(breaker::releasePermission);
                });
    }

    /** The head of the answer is there; its body is not waited for. */
    private static void answered(
            CircuitBreaker breaker, long start, @Nullable HttpStatusCode status) {
        long took = breaker.getCurrentTimestamp() - start;
        if (status != null && status.is5xxServerError()) {
            breaker.onError(took, breaker.getTimestampUnit(), new ResponseStatusException(status));
        } else {
            breaker.onSuccess(took, breaker.getTimestampUnit());
        }
    }

    private static void failed(
            CircuitBreaker breaker, long start, CallersBody request, Throwable failure) {
        if (request.isOnTheWay()) {
            breaker.releasePermission();
        } else {
            breaker.onError(
                    breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failure);
        }
    }

    /** A time-out while the caller still sends is the caller's. */
    private static Throwable blamed(CallersBody request, Throwable failure) {
        return request.isOnTheWay()
                        && failure instanceof ResponseStatusException answer
                        && answer.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT)
                ? new SlowRequestException()
                : failure;
    }

    private CircuitBreaker closed(URI service) {
        CircuitBreaker breaker = CircuitBreaker.of(service.toString(), config);
        breaker.getEventPublisher()
                .onStateTransition(
                        event -> {
                            State now = event.getStateTransition().getToState();
                            if (now == State.OPEN) {
                                log.warn(
                                        "{} fails too often and is left alone for {}",
                                        service,
                                        rest);
                            } else {
                                log.info("{} is now {}", service, now);
                            }
                        });
        return breaker;
    }
}
