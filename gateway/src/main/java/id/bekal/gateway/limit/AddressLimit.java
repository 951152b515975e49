package id.bekal.gateway.limit;

import id.bekal.gateway.PublicPaths;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.stream.Stream;

/**
 * Limits what comes from one address to the paths that ask for no token: all requests that a
 * service must answer, and among them more strictly those that try a secret.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20) // once forged addresses are taken off
class AddressLimit implements WebFilter {

    /** Where a password, a one-time code, a client's secret or an invitation's can be guessed. */
    private static final List<PathPattern> SECRETS =
            patterns(
                    "/oauth2/token",
                    "/oauth2/introspect",
                    "/oauth2/revoke",
                    "/login/**",
                    "/totp/**",
                    "/invitation/**");

    private static final List<PathPattern> PUBLIC = patterns(PublicPaths.and("/docs/openapi/**"));

    private final RateLimits limits;

    AddressLimit(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isAdmitted(exchange) ? chain.filter(exchange) : limits.refuse(exchange);
    }

    private boolean isAdmitted(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        if (HttpMethod.POST.equals(exchange.getRequest().getMethod()) && among(SECRETS, path)) {
            return limits.admitSignIn(exchange);
        }
        boolean isPublic = among(PUBLIC, path) || PublicPaths.isTicketed(exchange.getRequest());
        return !isPublic || limits.admitStranger(exchange);
    }

    private static boolean among(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static List<PathPattern> patterns(String... patterns) {
        return Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList();
    }
}
