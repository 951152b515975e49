package id.bekal.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.testing.TestKeys;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class MasterKeysTests {

    private final MasterKeys keys = MasterKeys.read(TestKeys.masterKeys(), "KEYS");
    private final DataKey key = keys.newDataKey("learner-1");

    @Nested
    class Encrypting {

        @Test
        void isReadableWithTheSameKeySubjectAndPlace() {
            String encrypted = keys.open(key, "learner-1").encrypt("identity", "Siti");
            assertThat(encrypted).doesNotContain("Siti");
            assertThat(keys.open(key, "learner-1").decrypt("identity", encrypted))
                    .isEqualTo("Siti");
        }

        @Test
        void isDifferentEachTime() {
            MasterKeys.Cipher cipher = keys.open(key, "learner-1");
            assertThat(cipher.encrypt("identity", "Siti"))
                    .isNotEqualTo(cipher.encrypt("identity", "Siti"));
        }

        @Test
        void isNotReadableAtAnotherPlace() {
            MasterKeys.Cipher cipher = keys.open(key, "learner-1");
            String encrypted = cipher.encrypt("identity", "Siti");
            assertThatThrownBy(() -> cipher.decrypt("register", encrypted))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void isNotReadableWithAnothersKey() {
            String encrypted = keys.open(key, "learner-1").encrypt("identity", "Siti");
            MasterKeys.Cipher other = keys.open(keys.newDataKey("learner-1"), "learner-1");
            assertThatThrownBy(() -> other.decrypt("identity", encrypted))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void refusesAKeyThatWasMovedToAnotherSubject() {
            assertThatThrownBy(() -> keys.open(key, "learner-2"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Rotating {

        private final MasterKeys rotated = MasterKeys.read(TestKeys.rotatedMasterKeys(), "KEYS");

        @Test
        void goesOnReadingWhatLiesUnderTheOldKey() {
            String encrypted = keys.open(key, "learner-1").encrypt("identity", "Siti");
            assertThat(rotated.isCurrent(key)).isFalse();
            assertThat(rotated.open(key, "learner-1").decrypt("identity", encrypted))
                    .isEqualTo("Siti");
        }

        @Test
        void rewrapsTheDataKeyAndLeavesTheDataAlone() {
            String encrypted = keys.open(key, "learner-1").encrypt("identity", "Siti");
            DataKey rewrapped = rotated.rewrap(key, "learner-1");
            assertThat(rotated.isCurrent(rewrapped)).isTrue();
            assertThat(rotated.open(rewrapped, "learner-1").decrypt("identity", encrypted))
                    .isEqualTo("Siti");
            assertThatThrownBy(() -> keys.open(rewrapped, "learner-1"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Reading {

        @Test
        void takesAFile(@TempDir Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("keys.json"), TestKeys.masterKeys());
            assertThat(MasterKeys.read(file.toString(), "KEYS").isCurrent(key)).isTrue();
        }

        @Test
        void refusesWhatIsNoKeysetAndQuotesNoneOfIt() {
            assertThatThrownBy(() -> MasterKeys.read("{\"secret\":\"hunter2\"}", "KEYS"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("KEYS must be a Tink keyset")
                    .hasNoCause()
                    .message()
                    .doesNotContain("hunter2");
            assertThatThrownBy(() -> MasterKeys.read("", "KEYS"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
