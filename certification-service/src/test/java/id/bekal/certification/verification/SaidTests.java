package id.bekal.certification.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.time.LocalDate;

class SaidTests {

    private static LocalDate lastDay(String validUntil) {
        return Said.by(
                        JsonMapper.shared()
                                .readTree("{\"validUntil\":\"%s\"}".formatted(validUntil)))
                .validUntil();
    }

    @Test
    void isValidUntilTheDayBeforeItsEnd() {
        assertThat(lastDay("2029-11-23T17:00:00Z")).isEqualTo(LocalDate.of(2029, 11, 23));
        assertThat(lastDay("2029-11-23T16:59:59Z")).isEqualTo(LocalDate.of(2029, 11, 22));
    }

    @Test
    void hasNoLastDayWhenNoneCanBeTold() {
        assertThat(lastDay("later")).isNull();
        assertThat(lastDay("-999999999-01-02T00:00:00Z")).isEqualTo(LocalDate.MIN);
        // the first day that there is has none before it
        assertThat(lastDay("-999999999-01-01T00:00:00Z")).isNull();
    }
}
