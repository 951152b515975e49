package id.bekal.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.Backend;
import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.Test;

/** Headers by which a proxy says for whom it forwards. */
class TrustedProxyIT {

    @Test
    void areBelievedFromATrustedProxyExceptForIdentity() throws Exception {
        try (var trusting = new GatewayFixture("BEKAL_TRUSTED_PROXIES=127\\.0\\.0\\.1")) {
            trusting.send(
                    trusting.authorized("/api/programs")
                            .header("X-Forwarded-For", "198.51.100.1, 203.0.113.7")
                            .header("X-Forwarded-Proto", "https")
                            .header("X-Forwarded-Host", "bekal.test")
                            .header("X-User", "admin"));

            Backend.Seen seen = trusting.training.only();
            assertThat(seen.header("X-Forwarded-For")).isEqualTo("203.0.113.7");
            assertThat(seen.header("X-Forwarded-Host")).startsWith("bekal.test");
            assertThat(seen.header("X-Forwarded-Proto")).startsWith("https");
            assertThat(seen.header("X-User")).isNull();
        }
    }

    @Test
    void areNotBelievedFromWhoSaysHeIsATrustedProxy() throws Exception {
        try (var trusting = new GatewayFixture("BEKAL_TRUSTED_PROXIES=10\\.9\\.9\\.9")) {
            trusting.send(
                    trusting.authorized("/api/programs")
                            .header("X-Forwarded-For", "10.9.9.9")
                            .header("X-Forwarded-Host", "evil.test"));

            Backend.Seen seen = trusting.training.only();
            assertThat(seen.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(seen.header("X-Forwarded-Host")).isNotEqualTo("evil.test");
        }
    }
}
