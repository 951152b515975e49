package id.bekal.certification.holder;

import static id.bekal.certification.holder.HolderKeyFixture.MASTER_KEYS;
import static id.bekal.certification.holder.HolderKeyFixture.SULASTRI;
import static id.bekal.certification.holder.HolderKeyFixture.erased;
import static id.bekal.certification.holder.HolderKeyFixture.issued;
import static id.bekal.certification.holder.HolderKeyFixture.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.SealedHolder;
import id.bekal.platform.sealing.Sealer;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

class KeyRingTests {

    private static final LearnerId LEARNER = new LearnerId("l1");
    private static final LearnerId OTHER = new LearnerId("l2");

    private final HolderKey key = issued(LEARNER);
    private final HolderKey others = issued(OTHER);
    private final KeyRing keys = ring(key, others);

    private static String sealedTo(HolderKey key, Object holder) {
        return new Sealer(List.of(key.pair(MASTER_KEYS).toPublicJWK()), JsonMapper.shared())
                .seal(holder);
    }

    private static SealedHolder sulastri(LearnerId learner) {
        return new SealedHolder(
                learner, SULASTRI.name(), SULASTRI.birthPlace(), SULASTRI.birthDate());
    }

    @Nested
    class Unsealing {

        @Test
        void opensWhatWasSealedToTheLearnersKey() {
            assertThat(keys.unseal(LEARNER, sealedTo(key, sulastri(LEARNER)))).contains(SULASTRI);
        }

        @Test
        void isNotPossibleOnceTheLearnerIsErased() {
            String part = sealedTo(key, sulastri(LEARNER));
            key.erase(HolderKeyFixture.NOW);
            assertThat(keys.unseal(LEARNER, part)).isEmpty();
            assertThat(keys.unseal(LEARNER, "no JWE at all")).isEmpty();
        }

        @Test
        void refusesWhatWasSealedToAnother() {
            String part = sealedTo(others, sulastri(LEARNER));
            assertThatThrownBy(() -> keys.unseal(LEARNER, part))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void refusesWhatNamesAnother() {
            String part = sealedTo(key, sulastri(OTHER));
            assertThatThrownBy(() -> keys.unseal(LEARNER, part))
                    .hasMessageContaining("names another");
        }

        @Test
        void saysNothingOfTheContentWhenItIsNoHolder() {
            String part =
                    sealedTo(key, Map.of("learner", "l1", "name", "S", "birthDate", "17 Maret"));
            assertThatThrownBy(() -> keys.unseal(LEARNER, part))
                    .isInstanceOf(IllegalStateException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("Maret");
        }

        @Test
        void needsAKey() {
            assertThatThrownBy(() -> ring().unseal(LEARNER, sealedTo(key, sulastri(LEARNER))))
                    .hasMessage("no key of l1");
        }
    }

    @Nested
    class Encrypting {

        private final String encrypted = keys.encrypt(LEARNER, "c1", SULASTRI);

        @Test
        void hidesTheHolderFromWhoHasNotTheKey() {
            assertThat(encrypted).doesNotContain("Sulastri", "Magetan", "1995");
            assertThat(keys.open(LEARNER, "c1", encrypted)).isEqualTo(new Naming.Named(SULASTRI));
            assertThat(ring(erased(LEARNER)).open(LEARNER, "c1", encrypted))
                    .isEqualTo(new Naming.Erased());
        }

        @Test
        void belongsToItsPlaceAndLearner() {
            assertThatThrownBy(() -> keys.open(LEARNER, "c2", encrypted))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> keys.open(OTHER, "c1", encrypted))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void isNotPossibleForOneWhoIsErased() {
            assertThatThrownBy(() -> ring(erased(LEARNER)).encrypt(LEARNER, "c1", SULASTRI))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void tellsNobodyWhereNobodyWasNamed() {
        assertThat(keys.open(LEARNER, "c1", null)).isEqualTo(new Naming.Unnamed());
        assertThat(ring(erased(LEARNER)).open(LEARNER, "c1", null)).isEqualTo(new Naming.Erased());
    }

    @Test
    void namesNobodyInALog() {
        assertThat(SULASTRI).hasToString("Holder[…]");
    }
}
