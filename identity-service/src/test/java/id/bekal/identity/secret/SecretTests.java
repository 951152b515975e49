package id.bekal.identity.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;

import id.bekal.identity.IdentityFixture;
import id.bekal.identity.UnusableSettingException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

class SecretTests {

    @Nested
    class Sealing {

        private final MasterKeys keys = MasterKeys.read(IdentityFixture.MASTER_KEYS);

        @Test
        void opensForWhatItWasSealedForAlone() {
            String sealed = keys.seal("Siti", "account/1/name");

            assertThat(keys.open(sealed, "account/1/name")).isEqualTo("Siti");
            assertThatThrownBy(() -> keys.open(sealed, "account/2/name"))
                    .isInstanceOf(MasterKeys.SealedWithOtherKeysException.class);
            assertThatThrownBy(() -> MasterKeys.generated().open(sealed, "account/1/name"))
                    .isInstanceOf(MasterKeys.SealedWithOtherKeysException.class);
        }

        @Test
        void takesTheKeysOfAFile(@TempDir Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("keys.json"), IdentityFixture.MASTER_KEYS);

            assertThat(MasterKeys.read(file.toString()).open(keys.seal("x", "y"), "y"))
                    .isEqualTo("x");
            assertThat(MasterKeys.read("file:" + file).open(keys.seal("x", "y"), "y"))
                    .isEqualTo("x");
        }

        /** As docs/operations.md says to make them. */
        @Test
        void takesKeysThatWereMadeWithoutTink() {
            byte[] key = new byte[34];
            new SecureRandom().nextBytes(key);
            key[0] = 032;
            key[1] = 040;
            String keyset =
                    """
                    {"primaryKeyId":7,"key":[{"keyData":{"typeUrl":\
                    "type.googleapis.com/google.crypto.tink.AesGcmKey","value":"%s",\
                    "keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":7,\
                    "outputPrefixType":"TINK"}]}"""
                            .formatted(Base64.getEncoder().encodeToString(key));

            MasterKeys made = MasterKeys.read(keyset);

            assertThat(made.open(made.seal("x", "y"), "y")).isEqualTo("x");
        }

        @Test
        void opensWithAKeyThatIsNoLongerThePrimary() throws Exception {
            String sealed = keys.seal("Siti", "account/1/name");
            KeysetHandle before =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            IdentityFixture.MASTER_KEYS, InsecureSecretKeyAccess.get());
            KeysetHandle after =
                    KeysetHandle.newBuilder(before)
                            .addEntry(
                                    KeysetHandle.generateEntryFromParameters(
                                                    PredefinedAeadParameters.AES256_GCM)
                                            .withRandomId()
                                            .makePrimary())
                            .build();

            MasterKeys changed =
                    MasterKeys.read(
                            TinkJsonProtoKeysetFormat.serializeKeyset(
                                    after, InsecureSecretKeyAccess.get()));

            assertThat(changed.open(sealed, "account/1/name")).isEqualTo("Siti");
            assertThatThrownBy(() -> keys.open(changed.seal("Siti", "x"), "x"))
                    .isInstanceOf(MasterKeys.SealedWithOtherKeysException.class);
        }

        @Test
        void refusesWhatIsNoKeysetWithoutQuotingIt() {
            for (String setting : new String[] {"{\"s3cret\": 1}", "/absent/s3cret"}) {
                assertThatThrownBy(() -> MasterKeys.read(setting))
                        .isInstanceOf(UnusableSettingException.class)
                        .hasMessageContaining("bekal.identity.master-keys")
                        .hasMessageNotContaining("s3cret");
            }
        }
    }

    @Nested
    class TheGate {

        @Test
        void letsSoManyInAndTurnsAwayWhoWaitedTooLong() throws Exception {
            HashingGate gate = new HashingGate(IdentityFixture.settings(1));
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            try (var threads = Executors.newSingleThreadExecutor()) {
                var first =
                        threads.submit(
                                () ->
                                        gate.within(
                                                () -> {
                                                    inside.countDown();
                                                    awaited(leave);
                                                    return "first";
                                                }));
                inside.await();

                assertThatThrownBy(() -> gate.within(() -> "second"))
                        .isInstanceOf(HashingGate.BusyException.class);
                leave.countDown();
                assertThat(first.get()).isEqualTo("first");
                assertThat(gate.within(() -> "third")).isEqualTo("third");
            }
        }

        @Test
        void givesThePlaceBackWhenHashingFails() {
            HashingGate gate = new HashingGate(IdentityFixture.settings(1));
            assertThatThrownBy(
                            () ->
                                    gate.within(
                                            () -> {
                                                throw new IllegalStateException("failed");
                                            }))
                    .hasMessage("failed");

            assertThat(gate.within(() -> "next")).isEqualTo("next");
        }

        private static void awaited(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
