package id.bekal.certification.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.charset.StandardCharsets;

/** Regression over its inputs by default; {@code -Pfuzz} looks for others. */
class CompactCredentialFuzzTests {

    @FuzzTest(maxDuration = "5m")
    void answersWhateverIsBrought(byte[] brought) {
        CompactCredential.Read read =
                CompactCredential.read(new String(brought, StandardCharsets.UTF_8));
        CompactCredential credential = read.credential();
        if (credential != null) {
            assertThat(credential.signature()).hasSize(64);
            assertThat(credential.payload().length()).isLessThan(CompactCredential.MOST);
            if (credential.members() != null) {
                Said said = Said.by(credential.members());
                assertThat(said.differencesFrom(said)).isEmpty();
            }
        } else {
            assertThat(read.otherwise()).isNotEqualTo(Verdict.GENUINE);
        }
    }
}
