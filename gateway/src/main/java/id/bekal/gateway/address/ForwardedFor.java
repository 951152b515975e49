package id.bekal.gateway.address;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Tells services one address, the caller's: they need to know of no proxy. */
@Component
class ForwardedFor implements HttpHeadersFilter, Ordered {

    private final CallerAddress callers;

    ForwardedFor(CallerAddress callers) {
        this.callers = callers;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE; // the framework's keeps the proxies and drops the caller
    }

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        HttpHeaders told = new HttpHeaders();
        told.addAll(headers);
        told.set(CallerAddress.FORWARDED_FOR, callers.of(exchange.getRequest()).getHostAddress());
        return told;
    }
}
