package id.bekal.events.webhook;

import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * To which addresses anything is sent: public ones, and those that the installation allows. An
 * institution names its receiver, and must not have us call what only we can reach.
 */
@Component
class ReceiverAddresses {

    /** IANA's special-purpose addresses that are not the public's, and those of many. */
    private static final List<Cidr> NOT_PUBLIC_4 =
            ranges(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // a provider's own
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, and clouds' metadata
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocols
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // relays to IPv6
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4"); // reserved, broadcast

    /** All that is given out for the public … */
    private static final Cidr PUBLIC_6 = Cidr.parse("2000::/3");

    /** … without what carries an IPv4 address, or is not routed. */
    private static final List<Cidr> NOT_PUBLIC_6 =
            ranges(
                    "2001::/23", // protocols, Teredo
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20"); // documentation

    private final List<Cidr> allowed;

    ReceiverAddresses(WebhookSettings settings) {
        try {
            this.allowed = ranges(settings.allowPrivate().toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("BEKAL_WEBHOOKS_ALLOW_PRIVATE: " + e.getMessage(), e);
        }
    }

    private static List<Cidr> ranges(String... ranges) {
        return Stream.of(ranges).map(String::strip).map(Cidr::parse).toList();
    }

    boolean allows(InetAddress address) {
        return isPublic(address)
                || allowed.stream().anyMatch(range -> range.contains(address.getAddress()));
    }

    /** An IPv4 address inside an IPv6 one is never the public's: Java unwraps the mapped ones. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? NOT_PUBLIC_4.stream().noneMatch(range -> range.contains(bytes))
                : PUBLIC_6.contains(bytes)
                        && NOT_PUBLIC_6.stream().noneMatch(range -> range.contains(bytes));
    }
}
