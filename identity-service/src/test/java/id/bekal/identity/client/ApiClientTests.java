package id.bekal.identity.client;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Role;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

class ApiClientTests {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final ApiClient client =
            ApiClient.withSecret(
                    new ClientId("c"),
                    new InstitutionId("lapas-1"),
                    "SIMPAS",
                    Set.of("training.read"),
                    Set.of(Role.INTEGRATOR),
                    "first",
                    NOW);

    @Test
    void keepsItsFirstSecretUntilAnotherComes() {
        assertThat(client.liveDigests(NOW.plus(Duration.ofDays(3650)))).containsExactly("first");
    }

    @Test
    void endsTheFormerSecretWithTheOverlapNotBeforeAndNotAfter() {
        client.addSecret("second", WEEK, NOW);

        assertThat(client.liveDigests(NOW.plus(WEEK).minusMillis(1)))
                .containsExactly("first", "second");
        assertThat(client.liveDigests(NOW.plus(WEEK))).containsExactly("second");
    }

    @Test
    void hasTwoLiveSecretsAtMost() {
        client.addSecret("second", WEEK, NOW);
        client.addSecret("third", WEEK, NOW.plusSeconds(1));

        assertThat(client.liveDigests(NOW.plusSeconds(2))).containsExactly("second", "third");
    }

    @Test
    void doesNotProlongASecretThatWasToEndSooner() {
        client.addSecret("second", Duration.ZERO, NOW);

        assertThat(client.liveDigests(NOW)).containsExactly("second");
    }

    @Test
    void hasNoLiveSecretOnceRevoked() {
        client.revoke(NOW);

        assertThat(client.liveDigests(NOW)).isEmpty();
        assertThat(client.revoked()).isTrue();
    }
}
