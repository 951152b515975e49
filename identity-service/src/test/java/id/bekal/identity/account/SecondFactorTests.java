package id.bekal.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class SecondFactorTests {

    private static final String RFC =
            Base32.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** The times of RFC 6238's appendix B, its codes' last six digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void knowsTheCodesOfTheStandard(long time, String code) {
        assertThat(SecondFactor.stepOf(RFC, code, Instant.ofEpochSecond(time), -1))
                .hasValue(time / 30);
    }

    @Test
    void takesNoCodeOfAStepThatWasUsedOrIsPassed() {
        Instant time = Instant.ofEpochSecond(1111111109);

        assertThat(SecondFactor.stepOf(RFC, "081804", time, 1111111109 / 30 - 1)).isPresent();
        assertThat(SecondFactor.stepOf(RFC, "081804", time, 1111111109 / 30)).isEmpty();
    }

    @Test
    void drawsSecretsThatAppsCanRead() {
        assertThat(SecondFactor.drawn()).matches("[A-Z2-7]{32}").isNotEqualTo(SecondFactor.drawn());
        assertThat(Base32.decode(RFC))
                .isEqualTo("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
        assertThat(RFC).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThatIllegalArgumentException().isThrownBy(() -> Base32.decode("a1"));
    }
}
