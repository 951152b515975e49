package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class CsvTests {

    @Test
    void namesEachFieldByItsColumn() {
        assertThat(Csv.parse("id,city\na,Madiun\nb,\n"))
                .containsExactly(
                        Map.of("id", "a", "city", "Madiun"), Map.of("id", "b", "city", ""));
    }

    @Test
    void keepsCommasQuotesAndLineBreaksOfQuotedFields() {
        assertThat(Csv.parse("id,address\r\na,\"Jl. Sumatra 27, \"\"Caruban\"\"\nMadiun\"\r\n"))
                .containsExactly(
                        Map.of("id", "a", "address", "Jl. Sumatra 27, \"Caruban\"\nMadiun"));
    }

    @Test
    void passesOverEmptyLinesAndAMissingLastLineBreak() {
        assertThat(Csv.parse("id,city\n\na,Kediri")).hasSize(1);
        assertThat(Csv.parse("")).isEmpty();
    }

    @Test
    void refusesARowOfAnotherLengthAndNamesIt() {
        assertThatThrownBy(() -> Csv.parse("id,city\na,Kediri\nb\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 2 has 1 fields, the header has 2");
    }

    @Test
    void refusesAQuoteLeftOpen() {
        assertThatThrownBy(() -> Csv.parse("id,city\na,\"Kediri\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 leaves a quote open");
    }

    @Test
    void readsEveryInstitutionWithAnAddressThatHasAComma() {
        List<Institution> institutions = Institution.all();

        assertThat(institutions).hasSizeGreaterThan(60).doesNotHaveDuplicates();
        assertThat(institutions)
                .filteredOn(institution -> institution.id().equals("upt-blk-madiun"))
                .singleElement()
                .isEqualTo(
                        new Institution(
                                "upt-blk-madiun",
                                "BLK",
                                "UPTD",
                                "UPT BLK Madiun",
                                "Madiun",
                                "Jl. Sumatra 27, Caruban"));
    }
}
