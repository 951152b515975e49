package id.bekal.gateway.limit;

import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/** Limits the requests of each client and of each institution, as the verified token names them. */
@Component
@Order(0) // after the token check
class ClientLimit implements WebFilter {

    private final RateLimits limits;

    ClientLimit(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .ofType(JwtAuthenticationToken.class)
                .map(token -> isAdmitted(exchange, token))
                .defaultIfEmpty(true) // a public path, which AddressLimit has looked at
                .flatMap(admitted -> admitted ? chain.filter(exchange) : limits.refuse(exchange));
    }

    private boolean isAdmitted(ServerWebExchange exchange, JwtAuthenticationToken token) {
        if (exchange.getRequest().getPath().value().startsWith("/actuator")) {
            return true;
        }
        String client = token.getToken().getSubject();
        return client == null
                ? limits.admitStranger(exchange)
                : limits.admitClient(
                        exchange, client, token.getToken().getClaimAsString("institution"));
    }
}
