package id.bekal.identity.client;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Role;
import id.bekal.identity.access.IdentityRule;
import id.bekal.platform.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

class ApiClientTests {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final ClientKeys KEYS = new ClientKeys("{\"keys\":[]}");

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

    @Test
    void takesSecretsOrKeysAndNotTheOther() {
        ApiClient byKey = byKey();

        assertAccepted(client.addSecret("second", WEEK, NOW));
        assertRefused(client.replaceKeys(KEYS), IdentityRule.CLIENT_HAS_NO_KEYS);
        assertAccepted(byKey.replaceKeys(KEYS));
        assertRefused(byKey.addSecret("second", WEEK, NOW), IdentityRule.CLIENT_HAS_NO_SECRETS);
    }

    @Test
    void isRevokedForGood() {
        ApiClient byKey = byKey();
        assertAccepted(client.revoke(NOW));
        assertAccepted(byKey.revoke(NOW));

        assertRefused(client.revoke(NOW), IdentityRule.CLIENT_REVOKED);
        assertRefused(client.addSecret("second", WEEK, NOW), IdentityRule.CLIENT_REVOKED);
        assertRefused(byKey.replaceKeys(KEYS), IdentityRule.CLIENT_REVOKED);
    }

    private static ApiClient byKey() {
        return ApiClient.withKeys(
                new ClientId("k"),
                new InstitutionId("lapas-1"),
                "SIMPAS",
                Set.of("training.read"),
                Set.of(Role.INTEGRATOR),
                KEYS,
                NOW);
    }

    private static void assertAccepted(Outcome<ApiClient> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    private static void assertRefused(Outcome<ApiClient> outcome, IdentityRule because) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.because()).isEqualTo(because));
    }
}
