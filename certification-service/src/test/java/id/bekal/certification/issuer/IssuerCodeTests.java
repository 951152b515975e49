package id.bekal.certification.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.web.InvalidInputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerCodeTests {

    @ParameterizedTest
    @ValueSource(strings = {"B1", "BLK-MADIUN", "123456789012"})
    void accepts(String code) {
        assertThat(new IssuerCode(code).value()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "1234567890123", "blk", "BLK/1", "BLK 1", "BLK\n"})
    void refuses(String code) {
        assertThatThrownBy(() -> new IssuerCode(code))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).isEqualTo("code"));
    }

    @Test
    void isTheInstitutionsIdByDefault() {
        assertThat(byDefault("blk-madiun", 0)).isEqualTo("BLK-MADIUN");
        assertThat(byDefault("upt.blk_ponorogo", 0)).isEqualTo("UPT-BLK-PONO");
    }

    @Test
    void isSetApartWhereTheDefaultIsTaken() {
        assertThat(byDefault("upt-blk-ponorogo", 1))
                .hasSizeLessThanOrEqualTo(12)
                .startsWith("UPT-BLK-")
                .isNotEqualTo(byDefault("upt-blk-ponorogo", 2))
                .isNotEqualTo(byDefault("upt-blk-ponorogo-2", 1));
        assertThat(byDefault("x", 0)).startsWith("X-");
    }

    private static String byDefault(String issuer, int attempt) {
        return IssuerCode.byDefault(new InstitutionId(issuer), attempt).value();
    }
}
