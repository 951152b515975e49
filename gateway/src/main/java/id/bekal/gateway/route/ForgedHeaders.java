package id.bekal.gateway.route;

import id.bekal.gateway.address.TrustedProxies;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * Takes off a request what only this side may say: who the caller is (the token alone tells), which
 * path is meant, and, unless a trusted proxy is on the other end, for whom it is forwarded.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10) // before the token check, so that nothing there reads them
class ForgedHeaders implements WebFilter {

    /** Beginnings of names, in lower case; some set by well-known proxies behind which apps run. */
    private static final List<String> IDENTITY =
            List.of(
                    "x-bekal-",
                    "x-user",
                    "x-remote-user",
                    "remote-user",
                    "x-auth-",
                    "x-authenticated-",
                    "x-webauth-",
                    "x-forwarded-user",
                    "x-forwarded-email",
                    "x-forwarded-preferred-username",
                    "x-forwarded-groups",
                    "x-forwarded-access-token",
                    "x-forwarded-client-cert",
                    "x-client-cert",
                    "x-client-dn",
                    "x-client-verify",
                    "client-cert",
                    "x-ssl-client",
                    "ssl-client",
                    "x-original-url",
                    "x-rewrite-url",
                    "x-http-method",
                    // W3C's: what a stranger writes there would go through all services and logs
                    "baggage",
                    "x-method-override");

    private static final List<String> FORWARDED =
            List.of("forwarded", "x-forwarded-", "x-real-ip", "true-client-ip", "x-client-ip");

    private final TrustedProxies proxies;

    ForgedHeaders(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean trusted = isTrusted(exchange.getRequest().getRemoteAddress());
        HttpHeaders headers = exchange.getRequest().getHeaders();
        List<String> forged =
                headers.headerNames().stream().filter(name -> isForged(name, trusted)).toList();
        if (forged.isEmpty()) {
            return chain.filter(exchange);
        }
        return chain.filter(
                exchange.mutate()
                        .request(
                                request ->
                                        request.headers(mutable -> forged.forEach(mutable::remove)))
                        .build());
    }

    private boolean isTrusted(@Nullable InetSocketAddress remote) {
        return remote != null && proxies.include(remote.getHostString());
    }

    static boolean isForged(String header, boolean fromTrustedProxy) {
        // some servers read x_user as x-user
        String name = header.toLowerCase(Locale.ROOT).replace('_', '-');
        return IDENTITY.stream().anyMatch(name::startsWith)
                || (!fromTrustedProxy && FORWARDED.stream().anyMatch(name::startsWith));
    }
}
