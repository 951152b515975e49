package id.bekal.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | INDONESIAN",
                "in | INDONESIAN",
                "en | ENGLISH",
                "en-GB,en;q=0.9 | ENGLISH",
                "en;q=0.5, id | INDONESIAN",
                "jv, en;q=0.3 | ENGLISH",
                "jv | INDONESIAN",
                "* | INDONESIAN",
                "'' | INDONESIAN",
                ";;;q=x | INDONESIAN"
            })
    void isTheOneTheCallerPrefers(String header, Language expected) {
        assertThat(Language.preferredBy(header)).isEqualTo(expected);
    }

    @Test
    void isIndonesianWithoutAPreference() {
        assertThat(Language.preferredBy(null)).isEqualTo(Language.INDONESIAN);
    }
}
