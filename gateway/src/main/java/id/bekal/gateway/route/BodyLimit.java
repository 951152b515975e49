package id.bekal.gateway.route;

import id.bekal.gateway.GatewaySettings;
import id.bekal.gateway.problem.PayloadTooLargeException;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Refuses a request body that is too large: at once where {@code Content-Length} says so, otherwise
 * as soon as that many bytes have come, whatever the headers claimed. The service behind never sees
 * the end of such a body, so that it cannot act on half of it.
 */
@Component
class BodyLimit implements GlobalFilter, Ordered {

    private static final PathPattern ORIGINAL =
            PathPatternParser.defaultInstance.parse("/api/agreements/{id}/original");

    private static final PathPattern CHECK = PathPatternParser.defaultInstance.parse("/verify");

    /** Forms of a few fields. */
    private static final List<PathPattern> FORMS =
            Stream.of(
                            "/oauth2/**",
                            "/connect/logout",
                            "/userinfo",
                            "/login/**",
                            "/logout",
                            "/totp/**",
                            "/invitation/**")
                    .map(PathPatternParser.defaultInstance::parse)
                    .toList();

    private final long usual;
    private final long form;
    private final long original;
    private final long check;

    BodyLimit(GatewaySettings settings) {
        this.usual = settings.maxBody().toBytes();
        this.form = settings.maxForm().toBytes();
        this.original = settings.maxOriginal().toBytes();
        this.check = settings.maxCheck().toBytes();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE; // before anything could read the body
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long limit = limit(request.getMethod(), request.getPath().pathWithinApplication());
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(new PayloadTooLargeException(limit));
        }
        return chain.filter(exchange.mutate().request(new Limited(request, limit)).build());
    }

    long limit(HttpMethod method, PathContainer path) {
        if (HttpMethod.PUT.equals(method) && ORIGINAL.matches(path)) {
            return original;
        }
        if (HttpMethod.POST.equals(method) && CHECK.matches(path)) {
            return check;
        }
        return FORMS.stream().anyMatch(pattern -> pattern.matches(path)) ? form : usual;
    }

    private static final class Limited extends ServerHttpRequestDecorator {

        private final long limit;

        Limited(ServerHttpRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(
                    () -> {
                        AtomicLong received = new AtomicLong();
                        return super.getBody()
                                .handle(
                                        (buffer, sink) -> {
                                            if (received.addAndGet(buffer.readableByteCount())
                                                    > limit) {
                                                DataBufferUtils.release(buffer);
                                                sink.error(new PayloadTooLargeException(limit));
                                            } else {
                                                sink.next(buffer);
                                            }
                                        });
                    });
        }
    }
}
