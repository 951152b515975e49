package id.bekal.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgedHeadersTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Bekal-Institution",
                "x-user-id",
                "X_User",
                "X-Forwarded-User",
                "X-Forwarded-Client-Cert",
                "X-Client-Cert",
                "Remote-User",
                "X-Original-URL"
            })
    void areTakenFromEveryone(String header) {
        assertThat(ForgedHeaders.isForged(header, false)).isTrue();
        assertThat(ForgedHeaders.isForged(header, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"})
    void areLeftToTrustedProxiesOnly(String header) {
        assertThat(ForgedHeaders.isForged(header, false)).isTrue();
        assertThat(ForgedHeaders.isForged(header, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Idempotency-Key",
                "If-Match",
                "traceparent",
                "User-Agent",
                "Accept-Language",
                "Content-Type"
            })
    void areNotWhatAServiceNeeds(String header) {
        assertThat(ForgedHeaders.isForged(header, false)).isFalse();
    }
}
