package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;

class QrTextTests {

    private static final int MOST = 16 * 1024;

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }

    @Test
    void isThreeLinesMadeSmaller() {
        assertThat(QrText.unpacked(QrFixture.packed("{\"alg\":1}\n{\"ñ\":[ 2 ]}\nc2ln"), MOST))
                .contains(encoded("{\"alg\":1}") + '.' + encoded("{\"ñ\":[ 2 ]}") + ".c2ln");
    }

    @Test
    void isATextThatWasPackedAsItIs() {
        assertThat(QrText.unpacked(QrFixture.packed("a.b.c"), MOST)).contains("a.b.c");
    }

    @Test
    void mayBeBrokenIntoLines() {
        String code = QrFixture.packed("a.b.c");
        assertThat(QrText.unpacked(code.replaceAll("(.{5})", "$1\r\n") + "\n", MOST))
                .contains("a.b.c");
    }

    /** RFC 9285 sections 4.3 and 6; the last two exceed two bytes, and one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a", "QED8WEX0", "NCF!", ":::", "GGW", "::"})
    void isNothingElse(String text) {
        assertThat(QrText.unpacked(text, MOST)).isEmpty();
    }

    @Test
    void unpacksNoMoreThanItMay() {
        assertThat(QrText.unpacked(QrFixture.packed("a".repeat(MOST)), MOST))
                .hasValueSatisfying(text -> assertThat(text).hasSize(MOST));
        assertThat(QrText.unpacked(QrFixture.packed("a".repeat(MOST + 1)), MOST)).isEmpty();
        assertThat(QrText.unpacked(QrFixture.packed("a".repeat(2_500_000)), MOST)).isEmpty();
        // nor when it is lines that grow
        assertThat(QrText.unpacked(QrFixture.packed("{}\n" + "a".repeat(12_000) + "\nA"), MOST))
                .isPresent();
        assertThat(QrText.unpacked(QrFixture.packed("{}\n" + "a".repeat(12_300) + "\nA"), MOST))
                .isEmpty();
    }
}
