package id.bekal.gateway.limit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one stranger: an IPv4 address, or the /64 that IPv6 gives to a single line, within
 * which a caller may take a new address for each request.
 *
 * @param bits the address, or the first half of it
 */
record Network(boolean v4, long bits) {

    static Network of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address
                ? new Network(true, Integer.toUnsignedLong(bytes.getInt()))
                : new Network(false, bytes.getLong());
    }

    /** The /16 or, of IPv6, the /32 around it: about what one operator gets. */
    Network neighbourhood() {
        return new Network(v4, v4 ? bits >>> 16 : bits >>> 32);
    }
}
