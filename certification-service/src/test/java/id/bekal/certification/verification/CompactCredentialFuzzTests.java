package id.bekal.certification.verification;

import static id.bekal.certification.verification.VerificationFixture.bean;
import static id.bekal.certification.verification.VerificationFixture.signed;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whatever text is brought gets a verdict, and so does whatever an issuer of ours signed. */
public class CompactCredentialFuzzTests {

    private static final byte[] OUR_HEADER =
            VerificationFixture.header().getBytes(StandardCharsets.UTF_8);

    private final CheckingCredentials checking = bean(CheckingCredentials.class);

    /**
     * @param brought a text as it is brought. Or, since no fuzzer finds a signature: when it begins
     *     with a brace, the payload of a credential that our issuer signed; when it has a NUL, the
     *     header before it
     */
    @FuzzTest
    void answersWhateverIsBrought(byte[] brought) {
        if (brought.length == 0 || brought[0] != '{') {
            Checked checked = checking.check(new String(brought, StandardCharsets.UTF_8));
            assertThat(checked.verdict()).isNotNull().isNotEqualTo(Verdict.GENUINE);
            assertThat(checked.said()).isNull();
            return;
        }
        Checked checked = checking.check(signedBy(brought));
        assertThat(checked.verdict()).isNotNull().isNotEqualTo(Verdict.BAD_SIGNATURE);
        assertThat(checked.certificate() != null).isEqualTo(checked.verdict() == Verdict.GENUINE);
    }

    private static String signedBy(byte[] brought) {
        for (int i = 0; i < brought.length; i++) {
            if (brought[i] == 0) {
                return signed(
                        Arrays.copyOf(brought, i),
                        Arrays.copyOfRange(brought, i + 1, brought.length));
            }
        }
        return signed(OUR_HEADER, brought);
    }
}
