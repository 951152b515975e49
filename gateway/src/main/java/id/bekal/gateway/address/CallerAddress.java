package id.bekal.gateway.address;

import io.netty.util.NetUtil;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/**
 * The address a request comes from. Each trusted proxy has added the one it saw at the right end of
 * {@code X-Forwarded-For}: read from there, the first that is not a trusted proxy's is the
 * caller's. What stands to its left is what the caller says itself, and counts for nothing.
 */
@Component
public class CallerAddress {

    static final String FORWARDED_FOR = "X-Forwarded-For";

    private final TrustedProxies trusted;

    CallerAddress(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    public InetAddress of(ServerHttpRequest request) {
        InetSocketAddress remote =
                Objects.requireNonNull(request.getRemoteAddress(), "no connection");
        InetAddress nearest = remote.getAddress();
        if (!trusted.include(remote.getHostString())) {
            return nearest;
        }
        List<String> hops =
                request.getHeaders().getOrDefault(FORWARDED_FOR, List.of()).stream()
                        .flatMap(line -> List.of(line.split(",", -1)).stream())
                        .toList();
        for (String hop : hops.reversed()) {
            InetAddress address = parsed(hop.trim());
            if (address == null) {
                return nearest; // the proxy nearest to it does not say: it answers for it
            }
            nearest = address;
            if (!trusted.include(address.getHostAddress())) {
                return address;
            }
        }
        return nearest;
    }

    /** An address, perhaps with a port; never a name, which would be looked up. */
    private static @Nullable InetAddress parsed(String hop) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(hop);
        int colon = hop.lastIndexOf(':');
        boolean withPort = colon > 0 && (hop.indexOf(':') == colon || hop.charAt(colon - 1) == ']');
        return address == null && withPort
                ? NetUtil.createInetAddressFromIpAddressString(hop.substring(0, colon))
                : address;
    }
}
