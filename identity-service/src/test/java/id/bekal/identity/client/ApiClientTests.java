package id.bekal.identity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import java.util.Set;

class ApiClientTests {

    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("s");

    @Test
    void holdsWhatItWasGiven() {
        var client = new ApiClient("lapas-a", HASH, "inst", "CORRECTIONAL", Set.of("operations"));

        assertThat(client.scopes()).containsExactly("operations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "{noop}secret", "{bcrypt}secret", "$2a$10$abc"})
    void isRefusedWithoutABcryptHash(String hash) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiClient("a", hash, "inst", "K", Set.of("operations")))
                .withMessageContaining("client a has no secretHash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "a\nb"})
    void isRefusedWithAMalformedName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiClient(name, HASH, "inst", "K", Set.of("operations")));
    }

    @Test
    void isRefusedWithoutInstitutionKindOrScopes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiClient("a", HASH, " ", "K", Set.of("operations")))
                .withMessageContaining("institution");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiClient("a", HASH, "inst", " ", Set.of("operations")))
                .withMessageContaining("kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiClient("a", HASH, "inst", "K", Set.of()))
                .withMessageContaining("scopes");
    }

    @Test
    void keepsItsHashOutOfLogs() {
        var client = new ApiClient("lapas-a", HASH, "inst", "K", Set.of("operations"));

        assertThat(client.toString()).contains("lapas-a").doesNotContain("bcrypt");
    }
}
