package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.quickstart.Credentials.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class QuickstartTests {

    @TempDir Path root;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... command) {
        return new Quickstart(
                        new Home(root),
                        environment,
                        new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(List.of(command));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void everyJarIsThere() throws Exception {
        for (Service service : new Services(new Home(root), Map.of()).all()) {
            Files.createDirectories(service.jar().getParent());
            Files.writeString(service.jar(), "no jar");
        }
    }

    @Test
    void statusFailsUnlessAllAreReady() {
        assertThat(run(Map.of(), "status")).isEqualTo(1);
        assertThat(said()).contains("gateway").contains("not running");
    }

    @Test
    void upSaysWhichServicesAreNotBuilt() {
        assertThat(run(Map.of(), "up")).isEqualTo(1);
        assertThat(said())
                .contains("not built")
                .contains("training-service/target/training-service.jar");
    }

    @Test
    void upStartsNothingWhenAPortIsTaken() throws Exception {
        everyJarIsThere();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = run(Map.of("BEKAL_PORT_GATEWAY", "" + taken.getLocalPort()), "up");

            assertThat(code).isEqualTo(1);
            assertThat(said())
                    .contains("port " + taken.getLocalPort() + ", which gateway needs")
                    .doesNotContain("starting");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "status", "up", "down", "scale", "nonsense"})
    void onlyCredentialsShowsSecrets(String command) throws Exception {
        Credentials credentials = Clients.keptIn(new Home(root).config(), Institution.all());
        List<String> secrets = credentials.clients().stream().map(Client::secret).toList();

        run(Map.of(), command);

        assertThat(secrets).noneMatch(said()::contains);
        assertThat(secrets).noneMatch(credentials.toString()::contains);
        assertThat(secrets).noneMatch(credentials.clients().toString()::contains);

        assertThat(run(Map.of(), "credentials")).isZero();
        assertThat(secrets).allMatch(said()::contains);
    }

    @Test
    void credentialsGivesATokenRequestForTheClientThatWasAskedFor() {
        assertThat(run(Map.of("BEKAL_PORT_GATEWAY", "18080"), "credentials", "blk-madiun"))
                .isZero();

        assertThat(said())
                .contains("curl -s -u 'upt-blk-madiun:")
                .contains("http://127.0.0.1:18080/oauth2/token")
                .doesNotContain("lapas-kelas-i-malang");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway=2", "training", "training=0", "training=x", "nothing=2"})
    void scaleRefusesWhatCannotBe(String wanted) {
        assertThat(run(Map.of(), "scale", wanted)).isEqualTo(2);
    }

    /** Nobody listens there; and where nobody reads it, no secret is made. */
    @Test
    void conformanceTellsWhatItNeeds() {
        String nobody = "http://127.0.0.1:1/";
        assertThat(run(Map.of(), "conformance", nobody, "--secret", "whsec_" + "AAAA".repeat(8)))
                .isEqualTo(2);
        assertThat(said()).contains("not reachable").doesNotContain("AAAA");
        assertThat(run(Map.of(), "conformance")).isEqualTo(2);
        assertThat(said()).contains("conformance URL [--secret");
    }

    @Test
    void anUnknownCommandIsToldAndFails() {
        assertThat(run(Map.of(), "strat")).isEqualTo(2);
        assertThat(said()).contains("there is no command strat").contains("./bekal demo");
    }

    @Test
    void aSecondCommandWaitsItsTurn() throws Exception {
        Path lock = new Home(root).run().resolve("lock");
        try (var channel =
                        java.nio.channels.FileChannel.open(
                                lock,
                                java.nio.file.StandardOpenOption.CREATE,
                                java.nio.file.StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(run(Map.of(), "down")).isEqualTo(1);
        }
        assertThat(said()).contains("another ./bekal");
    }
}
