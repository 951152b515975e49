package id.bekal.quickstart.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import id.bekal.testing.Guide;
import id.bekal.testing.TestServers;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The receivers of docs/integration.md, as they stand there, pass the check that it recommends. */
class GuideReceiversTests {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "receiver.py, python3, HMAC",
        "receiver.mjs, node, HMAC",
        "receiver.mjs, node, ED25519"
    })
    void passAll(String name, String interpreter, String kind) throws Exception {
        assumeThat(Guide.canRun(interpreter)).as(interpreter + " is not on this machine").isTrue();
        Files.writeString(folder.resolve(name), Guide.code(name));
        SigningKey.Ed25519 pair = SigningKey.Ed25519.made();
        SigningKey key = kind.equals("HMAC") ? SigningKey.Hmac.made() : pair;
        Path file = Files.writeString(folder.resolve("kit.key"), pair.kept());
        int port = TestServers.freePort();
        Process receiver = start(name, interpreter, key, port);
        try {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> isListening(receiver, port));
            var said = new ByteArrayOutputStream();
            int code =
                    new Conformance(
                                    new PrintStream(said, true, StandardCharsets.UTF_8),
                                    patient(),
                                    Clock.systemUTC(),
                                    null)
                            .run(
                                    List.of(
                                            "http://127.0.0.1:" + port + "/",
                                            kind.equals("HMAC") ? "--secret" : "--key",
                                            kind.equals("HMAC") ? key.told() : file.toString(),
                                            "--received",
                                            "http://127.0.0.1:" + port + "/received"));
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains(
                            "%d lulus, 0 awas, 0 gagal, 0 lewat".formatted(Check.values().length));
            assertThat(code).isZero();
        } finally {
            receiver.destroyForcibly().waitFor();
        }
    }

    /** A machine that is busy with other things is no fault of the guide's. */
    private static Limits patient() {
        Limits standard = Limits.STANDARD;
        return new Limits(
                standard.connect(),
                standard.answer(),
                standard.answer(),
                standard.patience(),
                standard.unasked(),
                standard.effect(),
                standard.settle(),
                standard.mostBytes(),
                standard.burst());
    }

    private boolean isListening(Process receiver, int port) throws Exception {
        assertThat(receiver.isAlive()).as(Files.readString(folder.resolve("errors"))).isTrue();
        try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return open.isConnected();
        }
    }

    private Process start(String name, String interpreter, SigningKey key, int port)
            throws Exception {
        ProcessBuilder process = new ProcessBuilder(interpreter, name).directory(folder.toFile());
        process.environment().putAll(Map.of("WEBHOOK_KEY", key.told(), "PORT", "" + port));
        return process.redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }
}
