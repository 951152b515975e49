package id.bekal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.gateway.GatewaySettings.InstitutionRate;
import id.bekal.gateway.GatewaySettings.Rate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class GatewaySettingsTests {

    @ParameterizedTest
    @CsvSource({"600/1m, 600, PT1M", "1/1ms, 1, PT0.001S", "' 5 / PT10S ', 5, PT10S"})
    void readARate(String text, long requests, Duration per) {
        assertThat(Rate.of(text)).isEqualTo(new Rate(requests, per));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "600", "0/1m", "-1/1m", "600/", "600/0s", "many/1m", "1/1m/2"})
    void refuseOneThatMakesNoSense(String text) {
        assertThatThrownBy(() -> Rate.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readTheRateOfAnInstitution() {
        assertThat(InstitutionRate.of("blk-madiun=600/1m"))
                .isEqualTo(new InstitutionRate("blk-madiun", new Rate(600, Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "blk-madiun", "=600/1m", "blk-madiun=", "blk-madiun=600"})
    void refuseARateOfNobody(String text) {
        assertThatThrownBy(() -> InstitutionRate.of(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.go.id", "https://dashboard.test,*"})
    void refuseToOpenTheDoorToAllOrigins(String origins) {
        assertThatThrownBy(() -> new GatewayFixture("BEKAL_CORS_ORIGINS=" + origins).close())
                .hasStackTraceContaining("origins are named one by one");
    }
}
