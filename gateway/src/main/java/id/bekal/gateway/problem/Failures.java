package id.bekal.gateway.problem;

import id.bekal.gateway.trace.TraceId;

import io.netty.handler.timeout.ReadTimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/**
 * Turns whatever failed on the way into a problem that tells the caller what to do and nothing
 * about the inside; the log has the rest.
 */
@Component
@Order(-2) // before the framework's own, which would answer in its own format
class Failures implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final ProblemResponses responses;

    Failures(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure); // half an answer is out: only breaking off tells the truth
        }
        Problem problem = problemFor(failure);
        log(exchange, problem, failure);
        if (failure instanceof RestingServiceException resting) {
            long seconds = Math.max(1, resting.tryAgainAfter().toSeconds());
            exchange.getResponse()
                    .getHeaders()
                    .set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        if (problem == Problem.PAYLOAD_TOO_LARGE || problem == Problem.REQUEST_TIMEOUT) {
            // the rest of the body is still on its way: the connection is of no further use
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
        return responses.write(exchange, problem);
    }

    /** Under the trace's id, which the reactive pipeline does not keep in the thread by itself. */
    private static void log(ServerWebExchange exchange, Problem problem, Throwable failure) {
        String request =
                exchange.getRequest().getMethod() + " " + exchange.getRequest().getURI().getPath();
        String traceId = TraceId.of(exchange).map(TraceId::value).orElse("");
        try (var underTheTrace = MDC.putCloseable("traceId", traceId)) {
            switch (problem) {
                case INTERNAL -> log.error("{} failed", request, failure);
                case BAD_GATEWAY, SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT ->
                        log.warn("{}: {}: {}", request, problem, failure.toString());
                default -> log.debug("{}: {}", request, problem);
            }
        }
    }

    /** The first cause that is known decides. */
    static Problem problemFor(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Problem problem = known(cause);
            if (problem != null) {
                return problem;
            }
        }
        return Problem.INTERNAL;
    }

    private static @Nullable Problem known(Throwable cause) {
        return switch (cause) {
            case PayloadTooLargeException tooLarge -> Problem.PAYLOAD_TOO_LARGE;
            case SlowRequestException slow -> Problem.REQUEST_TIMEOUT;
            case RestingServiceException resting -> Problem.SERVICE_UNAVAILABLE;
            case ResponseStatusException answered -> byStatus(answered.getStatusCode().value());
            // a connect time-out is a ConnectException too
            case ConnectException refused -> Problem.SERVICE_UNAVAILABLE;
            case UnknownHostException unknown -> Problem.SERVICE_UNAVAILABLE;
            // the issuer's keys cannot be fetched
            case AuthenticationServiceException unverifiable -> Problem.SERVICE_UNAVAILABLE;
            case ReadTimeoutException silent -> Problem.GATEWAY_TIMEOUT;
            case IOException broken -> Problem.BAD_GATEWAY;
            default -> null;
        };
    }

    private static Problem byStatus(int status) {
        for (Problem problem : Problem.values()) {
            if (problem.status().value() == status) {
                return problem;
            }
        }
        return status < 500 ? Problem.MALFORMED_REQUEST : Problem.INTERNAL;
    }
}
