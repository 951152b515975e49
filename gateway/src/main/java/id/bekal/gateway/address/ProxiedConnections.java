package id.bekal.gateway.address;

import io.netty.handler.codec.http.HttpRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

import reactor.netty.http.server.ConnectionInfo;
import reactor.netty.transport.AddressUtils;

import java.net.InetSocketAddress;

/**
 * Takes scheme and host, as the caller sees them, from what a trusted proxy forwards, and nothing
 * else. By itself the gateway's framework would go on to take the left end of {@code
 * X-Forwarded-For} for the connection's other end, which the caller can write: who asks whether a
 * proxy is trusted would ask about an address that was made up.
 */
@Component
class ProxiedConnections
        implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered {

    private final TrustedProxies trusted;

    ProxiedConnections(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE; // the last one to say what is forwarded is heard
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.forwarded(this::asSeenByTheCaller));
    }

    private ConnectionInfo asSeenByTheCaller(ConnectionInfo connection, HttpRequest request) {
        InetSocketAddress remote = connection.getRemoteAddress();
        if (remote == null || !trusted.include(remote.getHostString())) {
            return connection;
        }
        ConnectionInfo seen = connection;
        String scheme = first(request.headers().get("X-Forwarded-Proto"));
        if (scheme != null && (scheme.equals("https") || scheme.equals("http"))) {
            seen = seen.withScheme(scheme);
        }
        String host = first(request.headers().get("X-Forwarded-Host"));
        if (host != null && !host.isEmpty()) {
            int port = "https".equals(seen.getScheme()) ? 443 : 80;
            seen = seen.withHostAddress(AddressUtils.parseAddress(host, port, false));
        }
        return seen;
    }

    private static @Nullable String first(@Nullable String list) {
        return list == null ? null : list.split(",", 2)[0].trim();
    }
}
