package id.bekal.gateway.address;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.util.regex.Pattern;

/** The proxies whose word on where a request comes from is taken; by default nobody. */
@Component
public class TrustedProxies {

    private final @Nullable Pattern addresses;

    TrustedProxies(
            @Value("${spring.cloud.gateway.server.webflux.trusted-proxies:}") String addresses) {
        this.addresses = addresses.isBlank() ? null : Pattern.compile(addresses);
    }

    /**
     * @param address numeric, of the connection's other end or as another trusted proxy reports it
     */
    public boolean include(String address) {
        return addresses != null && addresses.matcher(address).matches();
    }
}
