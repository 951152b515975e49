package id.bekal.gateway.security;

import id.bekal.gateway.GatewaySettings;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * What an answer says whatever its service did: nobody keeps a copy of one that was given for a
 * token or gives one, and once reached by TLS this address is not asked without.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5) // refusals of later filters say it too
class AnswerHeaders implements WebFilter {

    private static final List<String> PRIVATE =
            List.of("/api/", "/operations/", "/oauth2/", "/userinfo");

    private static final String STRICT_TRANSPORT = "Strict-Transport-Security";
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";

    private final boolean alwaysByTls;

    AnswerHeaders(
            GatewaySettings settings, @Value("${server.ssl.enabled:false}") boolean servesTls) {
        this.alwaysByTls = servesTls || settings.tokens().issuer().startsWith("https://");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse()
                .beforeCommit(
                        () -> {
                            write(exchange);
                            return Mono.empty();
                        });
        return chain.filter(exchange);
    }

    private void write(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        String path = exchange.getRequest().getPath().value();
        if (PRIVATE.stream().anyMatch(path::startsWith)) {
            headers.setCacheControl("no-store");
            headers.remove(HttpHeaders.EXPIRES);
            headers.remove(HttpHeaders.PRAGMA);
        }
        if (alwaysByTls || "https".equals(exchange.getRequest().getURI().getScheme())) {
            headers.set(STRICT_TRANSPORT, ONE_YEAR);
        }
    }
}
