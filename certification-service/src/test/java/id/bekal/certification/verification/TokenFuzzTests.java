package id.bekal.certification.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.charset.StandardCharsets;

/** Regression over its inputs by default; {@code -Pfuzz} looks for others. */
class TokenFuzzTests {

    @FuzzTest(maxDuration = "5m")
    void looksForAsManyCharactersWhateverIsAsked(byte[] asked) {
        String token = new String(asked, StandardCharsets.UTF_8);
        assertThat(VerifyingCertificates.sought(token))
                .hasSize(26)
                .matches(sought -> sought.equals(token) || sought.startsWith("-"));
    }
}
