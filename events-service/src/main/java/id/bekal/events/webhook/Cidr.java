package id.bekal.events.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses, {@code 10.0.0.0/8}.
 *
 * @param address its beginning, 4 or 16 bytes
 * @param bits how many of them all its addresses share
 */
record Cidr(byte[] address, int bits) {

    /**
     * @throws IllegalArgumentException when it is none
     */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        // a literal only: no name is asked for
        if (slash > 0
                && text.substring(0, slash).matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            try {
                byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
                int bits = Integer.parseInt(text.substring(slash + 1));
                if (bits >= 0 && bits <= 8 * address.length) {
                    return new Cidr(address, bits);
                }
            } catch (UnknownHostException | NumberFormatException e) {
                // said below
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no range of addresses such as 10.20.0.0/16");
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
