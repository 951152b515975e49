package id.bekal.certification.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import id.bekal.certification.issuer.IssuerCode;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.platform.web.InvalidInputException;

import java.nio.charset.StandardCharsets;

/** Whatever is taken for a number, or for the issuer's code in one. */
public class CertificateNumberFuzzTests {

    private static final SeriesId SERIES =
            new SeriesId(new InstitutionId("blk-1"), CertificateKind.STATEMENT_OF_ATTAINMENT, 2026);

    @FuzzTest
    void marksANumberOrRefuses(byte[] given) {
        String text = new String(given, StandardCharsets.UTF_8);
        try {
            String next = CertificateNumber.replacing(text);
            assertThat(next).matches("\\d{5,}-R[1-9]\\d*/.*").isNotEqualTo(text);
            assertThat(next.length()).isBetween(text.length(), text.length() + 3);
            assertThat(next.substring(next.indexOf('/')))
                    .isEqualTo(text.substring(text.indexOf('/')));
        } catch (IllegalArgumentException refused) {
            // no subclass: those are accidents
            assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class);
        }
        try {
            String number = CertificateNumber.text(SERIES, 17, new IssuerCode(text).value());
            assertThat(CertificateNumber.replacing(number)).startsWith("00017-R1/SK/");
        } catch (InvalidInputException refused) {
            assertThat(refused.field()).isEqualTo("code");
        }
    }
}
