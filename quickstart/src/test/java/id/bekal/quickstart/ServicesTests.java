package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class ServicesTests {

    @TempDir Path root;

    @Test
    void tellsEveryServiceOfAPortThatWasChanged() {
        Services services =
                new Services(
                        new Home(root),
                        Map.of("BEKAL_PORT_GATEWAY", "18080", "BEKAL_PORT_BROKER", "29092"));

        assertThat(services.gateway()).hasToString("http://127.0.0.1:18080");
        assertThat(services.services())
                .hasSize(6)
                .allSatisfy(
                        service ->
                                assertThat(service.environment())
                                        .containsEntry("BEKAL_ISSUER", "http://127.0.0.1:18080")
                                        .containsEntry("BEKAL_KAFKA", "127.0.0.1:29092"));
        assertThat(services.infrastructure().properties())
                .containsEntry("bekal.broker.port", "29092");
    }

    @Test
    void opensNoDoorButTheGateway() {
        Services services =
                new Services(new Home(root), Map.of("BEKAL_GATEWAY_ADDRESS", "0.0.0.0"));

        assertThat(services.services())
                .allSatisfy(
                        service ->
                                assertThat(service.environment().get("SERVER_ADDRESS"))
                                        .isEqualTo(
                                                service.name().equals("gateway")
                                                        ? "0.0.0.0"
                                                        : "127.0.0.1"));
    }

    /** The context of the images is a list of names: one that is not on it has no image. */
    @Test
    void haveTheirJarsInTheContextOfTheirImages() throws IOException {
        List<String> context = Files.readAllLines(Path.of("../.dockerignore"));
        List<String> images =
                Pattern.compile("SERVICE: ([a-z-]+)")
                        .matcher(Files.readString(Path.of("../docker-compose.yml")))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(images)
                .hasSize(6)
                .allSatisfy(
                        service ->
                                assertThat(context)
                                        .contains("!%s/target/%s.jar".formatted(service, service)));
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> new Services(new Home(root), Map.of("BEKAL_PORT_STORE", "70000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BEKAL_PORT_STORE is no port: 70000");
    }

    @Test
    void givesAnotherInstanceItsOwnNameAndPort() {
        Service training = new Services(new Home(root), Map.of()).named("training").orElseThrow();

        Service second = training.instance(2, 40_000);

        assertThat(second.name()).isEqualTo("training-2");
        assertThat(second.port()).isEqualTo(40_000);
        assertThat(second.environment()).containsEntry("SERVER_PORT", "40000");
        assertThat(training.port()).isEqualTo(8082);
    }
}
