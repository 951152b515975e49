package id.bekal.events.webhook;

import id.bekal.platform.web.InvalidInputException;

import org.springframework.stereotype.Component;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Which addresses an institution may name as its receiver's. */
@Component
class ReceiverUrls {

    static final int LONGEST = 2000;

    /** Read as an address, by some so and by others otherwise: 0177.0.0.1, 127.1, 0x7f000001. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

    /** As everybody reads it. */
    private static final Pattern PLAIN =
            Pattern.compile("((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})");

    private final ReceiverNames names;
    private final boolean allowHttp;

    ReceiverUrls(ReceiverNames names, WebhookSettings settings) {
        this.names = names;
        this.allowHttp = settings.allowHttp();
    }

    /**
     * @throws InvalidInputException when nothing may be sent there as things are now; each send
     *     checks again where it goes
     */
    URI check(String url) {
        URI address = parse(url);
        String scheme = address.getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !(allowHttp && "http".equalsIgnoreCase(scheme))) {
            throw new InvalidInputException("url", "URL_NOT_HTTPS");
        }
        String host = address.getHost();
        if (host == null
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null
                || address.getPort() == 0
                || address.getPort() > 65_535
                || NUMBER.matcher(host).matches() && !PLAIN.matcher(host).matches()) {
            throw new InvalidInputException("url", "URL_MALFORMED");
        }
        try {
            names.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (AddressRefusedException e) {
            throw new InvalidInputException("url", "URL_NOT_PUBLIC");
        } catch (UnknownHostException e) {
            throw new InvalidInputException("url", "URL_HOST_UNKNOWN");
        }
        return address;
    }

    private static URI parse(String url) {
        if (url.length() <= LONGEST) {
            try {
                URI address = new URI(url);
                // what is no host of the standard's is taken for a mere name by Java
                if (address.isAbsolute() && !address.isOpaque()) {
                    return address;
                }
            } catch (URISyntaxException e) {
                // said below
            }
        }
        throw new InvalidInputException("url", "URL_MALFORMED");
    }
}
