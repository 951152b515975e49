package id.bekal.events.webhook;

import java.net.UnknownHostException;

/** A receiver's name leads to an address that nothing is sent to. */
final class AddressRefusedException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    AddressRefusedException(String host) {
        super(host + " leads to an address that is not public");
    }
}
