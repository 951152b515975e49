package id.bekal.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import java.net.InetSocketAddress;

class CallerAddressTests {

    private static final String PROXIES = "10\\.0\\.0\\.\\d+|fd00:0:0:0:0:0:0:1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // the connection's other end, when it is not a proxy, whatever it says
                "203.0.113.7 | - | 203.0.113.7",
                "203.0.113.7 | 198.51.100.1 | 203.0.113.7",
                // whom the proxy saw
                "10.0.0.1 | 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "fd00::1 | 203.0.113.7 | 203.0.113.7",
                // what the caller wrote itself stands on the left
                "10.0.0.1 | 1.1.1.1, 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | 10.0.0.9, 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | nonsense, 203.0.113.7 | 203.0.113.7",
                // through two proxies
                "10.0.0.1 | 1.1.1.1, 203.0.113.7, 10.0.0.2 | 203.0.113.7",
                "10.0.0.1 | 203.0.113.7,10.0.0.3 , 10.0.0.2 | 203.0.113.7",
                // a proxy's own request
                "10.0.0.1 | - | 10.0.0.1",
                "10.0.0.1 | 10.0.0.2 | 10.0.0.2",
                // with a port
                "10.0.0.1 | 203.0.113.7:4711 | 203.0.113.7",
                "10.0.0.1 | [2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
                // a proxy that does not say answers for it
                "10.0.0.1 | unknown | 10.0.0.1",
                "10.0.0.1 | 203.0.113.7, | 10.0.0.1",
                "10.0.0.1 | 203.0.113.7, bekal.test, 10.0.0.2 | 10.0.0.2"
            })
    void isTheFirstFromTheRightThatIsNoTrustedProxys(
            String remote, @Nullable String forwardedFor, String expected) {
        assertThat(address(PROXIES, remote, forwardedFor)).isEqualTo(expected);
    }

    @Test
    void isTheConnectionsWhileNobodyIsTrusted() {
        assertThat(address("", "10.0.0.1", "203.0.113.7")).isEqualTo("10.0.0.1");
    }

    @Test
    void isReadAcrossSeveralHeaders() {
        var request =
                MockServerHttpRequest.get("/")
                        .remoteAddress(new InetSocketAddress("10.0.0.1", 1))
                        .header("X-Forwarded-For", "1.1.1.1")
                        .header("X-Forwarded-For", "203.0.113.7", "10.0.0.2")
                        .build();

        assertThat(new CallerAddress(new TrustedProxies(PROXIES)).of(request).getHostAddress())
                .isEqualTo("203.0.113.7");
    }

    private static String address(String proxies, String remote, @Nullable String forwardedFor) {
        var request =
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(remote, 4711));
        if (forwardedFor != null) {
            request.header("X-Forwarded-For", forwardedFor);
        }
        return new CallerAddress(new TrustedProxies(proxies)).of(request.build()).getHostAddress();
    }
}
