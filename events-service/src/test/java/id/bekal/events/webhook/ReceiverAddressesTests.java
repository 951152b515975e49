package id.bekal.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Each range: its first and last address are refused, those beside it are not. */
class ReceiverAddressesTests {

    private static boolean isPublic(String address) throws UnknownHostException {
        return ReceiverAddresses.isPublic(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.0",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.0",
                "192.0.2.255",
                "192.88.99.0",
                "192.88.99.255",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.0",
                "198.51.100.255",
                "203.0.113.0",
                "203.0.113.255",
                "224.0.0.0",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "64:ff9b::",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "100::1",
                "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001::",
                "2001:0:4136:e378::1",
                "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db8::",
                "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                "2002::",
                "2002:7f00:1::",
                "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3fff::",
                "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
                "4000::",
                "fc00::",
                "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff00::",
                "ff02::1"
            })
    void refuses(String address) throws UnknownHostException {
        assertThat(isPublic(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.1.255",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "8.8.8.8",
                "2000::",
                "2000:ffff::1",
                "2001:200::",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "2001:4860:4860::8888",
                "2003::1",
                "3ffe::1",
                "3fff:1000::"
            })
    void allows(String address) throws UnknownHostException {
        assertThat(isPublic(address)).isTrue();
    }

    @Test
    void unwrapsAMappedAddress() throws UnknownHostException {
        assertThat(isPublic("::ffff:127.0.0.1")).isFalse();
        assertThat(isPublic("::ffff:a9fe:a9fe")).isFalse();
        assertThat(isPublic("::127.0.0.1")).isFalse();
    }

    @Test
    void allowsWhatTheInstallationAllowsAndNothingBesideIt() throws UnknownHostException {
        ReceiverAddresses addresses =
                new ReceiverAddresses(
                        WebhookFixture.settings(false, "10.20.0.0/16", " fd00:1::/32"));
        assertThat(addresses.allows(InetAddress.getByName("10.20.0.0"))).isTrue();
        assertThat(addresses.allows(InetAddress.getByName("10.20.255.255"))).isTrue();
        assertThat(addresses.allows(InetAddress.getByName("10.19.255.255"))).isFalse();
        assertThat(addresses.allows(InetAddress.getByName("10.21.0.0"))).isFalse();
        assertThat(addresses.allows(InetAddress.getByName("fd00:1::1"))).isTrue();
        assertThat(addresses.allows(InetAddress.getByName("fd00:2::1"))).isFalse();
        assertThat(addresses.allows(InetAddress.getByName("8.8.8.8"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/x", "localhost/8", "/8"})
    void doesNotStartWithWhatIsNoRange(String range) {
        assertThatThrownBy(() -> new ReceiverAddresses(WebhookFixture.settings(false, range)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BEKAL_WEBHOOKS_ALLOW_PRIVATE");
    }
}
