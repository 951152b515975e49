package id.bekal.certification.holder;

import static id.bekal.certification.holder.HolderKeyFixture.MASTER_KEYS;
import static id.bekal.certification.holder.HolderKeyFixture.NOW;
import static id.bekal.certification.holder.HolderKeyFixture.erased;
import static id.bekal.certification.holder.HolderKeyFixture.issued;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.testing.EventContract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HolderKeyTests {

    private static final LearnerId LEARNER = new LearnerId("l1");
    private static final LearnerId OTHER = new LearnerId("l2");

    @Nested
    class Issuing {

        @Test
        void tellsThePublicHalfAsPublished() throws Exception {
            HolderKey key = issued(LEARNER);
            assertThat(key.recorded())
                    .singleElement()
                    .isInstanceOf(HolderKeyIssued.class)
                    .satisfies(EventContract::assertConforms);
            var event = (HolderKeyIssued) key.recorded().getFirst();
            assertThat(event.learner()).isEqualTo(LEARNER);
            ECKey told = ECKey.parse(event.publicKey());
            assertThat(told.getKeyID()).isEqualTo("l1");
            assertThat(told.getCurve()).isEqualTo(Curve.P_256);
            assertThat(told.isPrivate()).isFalse();
            assertThat(told).isEqualTo(key.pair(MASTER_KEYS).toPublicJWK());
        }

        @Test
        void happensOnce() {
            HolderKey key = issued(LEARNER);
            ECKey pair = key.pair(MASTER_KEYS);
            assertThat(key.issue(MASTER_KEYS, NOW)).isFalse();
            assertThat(key.recorded()).hasSize(1);
            assertThat(key.pair(MASTER_KEYS)).isEqualTo(pair);
        }

        @Test
        void neverHappensAfterErasure() {
            HolderKey key = erased(LEARNER);
            assertThat(key.issue(MASTER_KEYS, NOW)).isFalse();
            assertThat(key.dataKey()).isNull();
            HolderKey neverEnrolled = new HolderKey(LEARNER);
            neverEnrolled.erase(NOW);
            assertThat(neverEnrolled.issue(MASTER_KEYS, NOW)).isFalse();
            assertThat(neverEnrolled.recorded()).isEmpty();
        }

        @Test
        void happensToOneKnownByAMergerOnly() {
            HolderKey key = new HolderKey(LEARNER);
            key.merge(OTHER);
            assertThat(key.issue(MASTER_KEYS, NOW)).isTrue();
            assertThat(key.merged()).containsExactly(OTHER);
        }
    }

    @Nested
    class Erasing {

        @Test
        void leavesNoKeyAndRemembersWhatWasMerged() {
            HolderKey key = issued(LEARNER);
            key.merge(OTHER);
            assertThat(key.erase(NOW)).isTrue();
            assertThat(key.isErased()).isTrue();
            assertThat(key.dataKey()).isNull();
            assertThat(key.merged()).containsExactly(OTHER);
            assertThatThrownBy(() -> key.pair(MASTER_KEYS))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> key.cipher(MASTER_KEYS))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void happensOnce() {
            assertThat(erased(LEARNER).erase(NOW.plusSeconds(1))).isFalse();
        }
    }

    @Test
    void mergesAnotherOnce() {
        HolderKey key = issued(LEARNER);
        assertThat(key.merge(OTHER)).isTrue();
        assertThat(key.merge(OTHER)).isFalse();
    }
}
