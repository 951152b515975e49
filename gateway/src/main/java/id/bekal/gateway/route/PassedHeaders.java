package id.bekal.gateway.route;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import java.util.List;
import java.util.Locale;

/**
 * What passes between callers and services, either way: cookies only where people sign in, so that
 * no service sees their session and none starts another; which origins may read an answer is
 * decided at the door; what software answers is nobody's business.
 */
@Component
class PassedHeaders implements HttpHeadersFilter, Ordered {

    /** Metadata of a route on which cookies pass. */
    static final String COOKIES = "bekal.cookies";

    private static final List<String> NEVER =
            List.of("server", "x-powered-by", "access-control-allow-", "access-control-expose-");

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Type type) {
        return true;
    }

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        boolean cookies = route != null && route.getMetadata().containsKey(COOKIES);
        HttpHeaders passed = new HttpHeaders();
        headers.forEach(
                (name, values) -> {
                    if (passes(name.toLowerCase(Locale.ROOT), cookies)) {
                        passed.addAll(name, values);
                    }
                });
        return passed;
    }

    private static boolean passes(String name, boolean cookies) {
        return (cookies || (!name.equals("cookie") && !name.equals("set-cookie")))
                && NEVER.stream().noneMatch(name::startsWith);
    }
}
