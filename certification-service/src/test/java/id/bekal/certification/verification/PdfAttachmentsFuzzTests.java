package id.bekal.certification.verification;

import static id.bekal.certification.verification.VerificationFixture.bean;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever file is uploaded gets a verdict. */
public class PdfAttachmentsFuzzTests {

    private final CheckingCredentials checking = bean(CheckingCredentials.class);

    @FuzzTest
    void findsCredentialsOrNothing(byte[] file) {
        assertThat(checking.check(file).verdict()).isNotNull().isNotEqualTo(Verdict.GENUINE);
    }
}
