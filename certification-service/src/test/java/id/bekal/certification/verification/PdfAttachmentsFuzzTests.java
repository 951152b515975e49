package id.bekal.certification.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Regression over its inputs by default; {@code -Pfuzz} looks for others. */
class PdfAttachmentsFuzzTests {

    @FuzzTest(maxDuration = "5m")
    void findsCredentialsOrNothing(byte[] pdf) {
        assertThat(PdfAttachments.isPdf(pdf)).isIn(true, false);
        assertThat(PdfAttachments.credentialsIn(pdf))
                .hasSizeLessThanOrEqualTo(2)
                .allMatch(CompactCredential::looksLikeOne);
    }
}
