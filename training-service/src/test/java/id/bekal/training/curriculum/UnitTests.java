package id.bekal.training.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.platform.web.InvalidInputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTests {

    @ParameterizedTest
    @ValueSource(strings = {"C.24LAS01.028.1", "I.563030.006.01", "LOG.OO01.002.01"})
    void takesTheThreeShapesOfSkkniCodes(String code) {
        assertThat(new Unit(code, code, "Judul", null, 1).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C.24LAS01.028",
                "c.24LAS01.028.1",
                "I.56303.006.01",
                "C.24LAS01.028.12"
            })
    void refusesOtherCodes(String code) {
        assertThatThrownBy(() -> new Unit("k", code, "Judul", null, 1))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void hasAtLeastOneHour() {
        assertThat(new Unit("k", null, "Judul", null, 1).hours()).isOne();
        assertThatThrownBy(() -> new Unit("k", null, "Judul", null, 0))
                .isInstanceOf(InvalidInputException.class);
    }
}
