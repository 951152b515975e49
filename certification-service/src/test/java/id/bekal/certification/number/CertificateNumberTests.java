package id.bekal.certification.number;

import static id.bekal.contracts.certification.CertificateKind.COMPETENCE;
import static id.bekal.contracts.certification.CertificateKind.STATEMENT_OF_ATTAINMENT;
import static id.bekal.contracts.certification.CertificateKind.TRAINING;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.certification.CertificateKind;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

class CertificateNumberTests {

    @Test
    void saysOrdinalKindIssuerAndYear() {
        assertThat(text(TRAINING, 17)).isEqualTo("00017/BLK-MADIUN/2026");
        assertThat(text(STATEMENT_OF_ATTAINMENT, 3)).isEqualTo("00003/SK/BLK-MADIUN/2026");
        assertThat(text(TRAINING, 123456)).isEqualTo("123456/BLK-MADIUN/2026");
    }

    @Test
    void isNeverMadeUpForCompetence() {
        assertThatThrownBy(() -> text(COMPETENCE, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(CertificateKind kind, long ordinal) {
        return CertificateNumber.text(
                new SeriesId(new InstitutionId("blk-1"), kind, 2026), ordinal, "BLK-MADIUN");
    }

    @Nested
    class Replacing {

        @Test
        void marksTheNumberAndCountsHowOften() {
            assertThat(CertificateNumber.replacing("00017/BLK-MADIUN/2026"))
                    .isEqualTo("00017-R1/BLK-MADIUN/2026");
            assertThat(CertificateNumber.replacing("00017-R1/BLK-MADIUN/2026"))
                    .isEqualTo("00017-R2/BLK-MADIUN/2026");
            assertThat(CertificateNumber.replacing("00003-R9/SK/BLK-MADIUN/2026"))
                    .isEqualTo("00003-R10/SK/BLK-MADIUN/2026");
            assertThat(CertificateNumber.replacing("123456/R1/2026"))
                    .isEqualTo("123456-R1/R1/2026");
        }

        /** Found by {@link CertificateNumberFuzzTests}: it overflowed, or escaped as another. */
        @Test
        void refusesARevisionThatNobodyCanCount() {
            assertThat(CertificateNumber.replacing("00017-R999999999/BLK/2026"))
                    .isEqualTo("00017-R1000000000/BLK/2026");
            for (String revision : List.of("1000000000", "2147483647", "44444444444444444444")) {
                assertThatThrownBy(
                                () ->
                                        CertificateNumber.replacing(
                                                "00017-R" + revision + "/BLK/2026"))
                        .isExactlyInstanceOf(IllegalArgumentException.class);
            }
        }

        @Test
        void refusesWhatIsNoNumberOfASeries() {
            for (String other :
                    List.of("LSP-17", "17/BLK/2026", "00017-R0/BLK/2026", "00017/B/26")) {
                assertThatThrownBy(() -> CertificateNumber.replacing(other))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
