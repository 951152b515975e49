package id.bekal.identity.key;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.identity.access.IdentityRule;
import id.bekal.identity.secret.MasterKeys;
import id.bekal.platform.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class KeyRingTests {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration PROPAGATION = Duration.ofMinutes(5);

    private final MasterKeys masterKeys = MasterKeys.generated();
    private final KeyRing ring = KeyRing.begun(masterKeys, NOW);

    private Outcome<KeyRing> rotated(Instant at) {
        return ring.rotate(masterKeys, at, PROPAGATION, Duration.ofMinutes(10));
    }

    @Test
    void isRotatedAsSoonAsItsNewestKeySignsAndNotBefore() {
        Instant signs = NOW.plus(PROPAGATION);
        assertThat(rotated(NOW)).isInstanceOf(Outcome.Accepted.class);

        assertThat(rotated(signs.minusMillis(1)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.because())
                                        .isEqualTo(IdentityRule.ROTATION_UNDER_WAY));
        assertThat(rotated(signs)).isInstanceOf(Outcome.Accepted.class);
    }
}
