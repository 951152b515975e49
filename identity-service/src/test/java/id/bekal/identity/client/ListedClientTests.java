package id.bekal.identity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import id.bekal.contracts.access.Role;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import java.util.Set;

class ListedClientTests {

    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("s");

    @Test
    void holdsWhatItWasGiven() {
        var client =
                new ListedClient(
                        "lapas-a", HASH, "inst", "CORRECTIONAL", Set.of("operations"), null);

        assertThat(client.scopes()).containsExactly("operations");
    }

    @Test
    void isAnIntegratorUnlessItsEntrySaysOtherwise() {
        assertThat(new ListedClient("a", HASH, "inst", "K", Set.of("operations"), null).roles())
                .containsExactly(Role.INTEGRATOR);
        assertThat(
                        new ListedClient(
                                        "a",
                                        HASH,
                                        "inst",
                                        "K",
                                        Set.of("operations"),
                                        Set.of(Role.OPERATOR))
                                .roles())
                .containsExactly(Role.OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "{noop}secret", "{bcrypt}secret", "$2a$10$abc"})
    void isRefusedWithoutABcryptHash(String hash) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ListedClient("a", hash, "inst", "K", Set.of("operations"), null))
                .withMessageContaining("client a has no secretHash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "a\nb"})
    void isRefusedWithAMalformedName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new ListedClient(
                                        name, HASH, "inst", "K", Set.of("operations"), null));
    }

    @Test
    void isRefusedWithoutInstitutionKindOrScopes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ListedClient("a", HASH, " ", "K", Set.of("operations"), null))
                .withMessageContaining("institution");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ListedClient("a", HASH, "inst", " ", Set.of("operations"), null))
                .withMessageContaining("kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ListedClient("a", HASH, "inst", "K", Set.of(), null))
                .withMessageContaining("scopes");
    }

    @Test
    void keepsItsHashOutOfLogs() {
        var client = new ListedClient("lapas-a", HASH, "inst", "K", Set.of("operations"), null);

        assertThat(client.toString()).contains("lapas-a").doesNotContain("bcrypt");
    }
}
