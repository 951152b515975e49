package id.bekal.certification.signing;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.testing.TestKeys;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class KeychainTests {

    private static final MasterKeys MASTER_KEYS = MasterKeys.read(TestKeys.masterKeys(), "KEYS");
    private static final Instant THEN = Instant.parse("2026-11-24T02:00:00Z");
    private static final byte[] MESSAGE = {1, 2, 3};

    private final Keychain keychain = new Keychain(new InstitutionId("blk-madiun"), MASTER_KEYS);

    @Test
    void signsWithNoneBeforeOneIsMade() {
        assertThat(keychain.signer(MASTER_KEYS)).isEmpty();
    }

    @Test
    void signsWithTheNewestAndGoesOnVerifyingWithTheOneBefore() {
        SigningKey first = keychain.rotate(MASTER_KEYS, THEN);
        byte[] signature = keychain.signer(MASTER_KEYS).orElseThrow().sign(MESSAGE);
        SigningKey second = keychain.rotate(MASTER_KEYS, THEN.plusSeconds(1));
        assertThat(keychain.signer(MASTER_KEYS).orElseThrow().keyId()).isEqualTo(second.id());
        assertThat(keychain.key(first.id()).orElseThrow().retiredAt())
                .isEqualTo(THEN.plusSeconds(1));
        assertThat(Ed25519.verify(first.publicKey(), MESSAGE, signature)).isTrue();
        assertThat(Ed25519.verify(second.publicKey(), MESSAGE, signature)).isFalse();
    }

    @Test
    void keepsNoPrivateKeyInTheClear() {
        SigningKey key = keychain.rotate(MASTER_KEYS, THEN);
        assertThat(key.toString()).doesNotContain(key.sealed());
        assertThat(key.sealed()).isNotBlank();
    }

    @Test
    void retiresAKeyOnce() {
        SigningKey key = keychain.rotate(MASTER_KEYS, THEN);
        assertThat(keychain.retire(key.id(), THEN)).isInstanceOf(Outcome.Accepted.class);
        assertThat(keychain.signer(MASTER_KEYS)).isEmpty();
        assertThat(keychain.retire(key.id(), THEN))
                .isEqualTo(Outcome.refused(SigningRule.RETIRED_ALREADY));
        assertThat(keychain.retire("key-9", THEN))
                .isEqualTo(Outcome.refused(SigningRule.NO_SUCH_KEY));
    }

    @Test
    void signsAfterItWasBroughtUnderAnotherMasterKey() {
        SigningKey key = keychain.rotate(MASTER_KEYS, THEN);
        MasterKeys rotated = MasterKeys.read(TestKeys.rotatedMasterKeys(), "KEYS");
        assertThat(keychain.rewrap(rotated)).isTrue();
        assertThat(keychain.rewrap(rotated)).isFalse();
        assertThat(
                        Ed25519.verify(
                                key.publicKey(),
                                MESSAGE,
                                keychain.signer(rotated).orElseThrow().sign(MESSAGE)))
                .isTrue();
    }
}
