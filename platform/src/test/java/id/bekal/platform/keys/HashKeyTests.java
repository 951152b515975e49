package id.bekal.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.testing.TestKeys;

import org.junit.jupiter.api.Test;

import java.util.Base64;

class HashKeyTests {

    private final HashKey key = HashKey.read(TestKeys.hashKey(), "KEY", "names");

    @Test
    void hashesTheSameTextAlikeAndAnotherDifferently() {
        assertThat(key.hash("Siti")).isEqualTo(key.hash("Siti")).hasSize(43);
        assertThat(key.hash("Siti")).isNotEqualTo(key.hash("siti"));
    }

    @Test
    void setsPurposesAndKeysApart() {
        assertThat(HashKey.read(TestKeys.hashKey(), "KEY", "numbers").hash("Siti"))
                .isNotEqualTo(key.hash("Siti"));
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        assertThat(HashKey.read(other, "KEY", "names").hash("Siti")).isNotEqualTo(key.hash("Siti"));
    }

    @Test
    void isRefusedOneByteTooShortAndWhenMissing() {
        String tooShort = Base64.getEncoder().encodeToString(new byte[31]);
        assertThatThrownBy(() -> HashKey.read(tooShort, "KEY", "names"))
                .hasMessageContaining("KEY must be Base64 of 32 random bytes");
        assertThatThrownBy(() -> HashKey.read("", "KEY", "names"))
                .isInstanceOf(IllegalStateException.class);
    }
}
