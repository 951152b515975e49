package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import id.bekal.quickstart.Credentials;
import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.testing.Guide;
import id.bekal.testing.TestServers;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The consumers of docs/integration.md, as they stand there, follow a feed across a cut; its
 * receivers of webhooks take all of it.
 */
class GuideIT {

    private static final String PROVIDER = "upt-blk-jember";
    private static final Pattern NUMBER = Pattern.compile("\"number\":\\s?(\\d+)");

    private final Installation installation = TheInstallation.running();

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "consumer.sh, bash",
        "consumer.py, python3",
        "consumer.mjs, node",
        "Consumer.java, java"
    })
    void showsConsumersThatMissNothing(String name, String interpreter) throws Exception {
        assumeThat(Guide.canRun(interpreter)).as(interpreter + " is not on this machine").isTrue();
        Files.writeString(folder.resolve(name), Guide.code(name));
        FaultyWorld world = new FaultyWorld(PROVIDER);
        long head = head();
        Process consumer = start(name, interpreter);
        try {
            awaitNumbers(head);
        } finally {
            consumer.destroyForcibly().waitFor();
        }
        world.complete(world.readyProgram());
        world.awaitQuiet();
        Process again = start(name, interpreter);
        try {
            // the class's completion, and a certificate for each seat
            awaitNumbers(head + 1 + FaultyWorld.CLASS_SIZE);
        } finally {
            again.destroyForcibly().waitFor();
        }
    }

    /** That they also pass the conformance kit is tested beside it. */
    @ParameterizedTest
    @CsvSource({"receiver.py, python3, HMAC", "receiver.mjs, node, ED25519"})
    void showsReceiversThatTakeWhatIsSent(String name, String interpreter, String signature)
            throws Exception {
        assumeThat(Guide.canRun(interpreter)).as(interpreter + " is not on this machine").isTrue();
        Files.writeString(folder.resolve(name), Guide.code(name));
        FaultyWorld world = new FaultyWorld(PROVIDER);
        world.complete(world.readyProgram());
        world.awaitQuiet();
        InstitutionApi api = new InstitutionApi(installation.gateway(), client());
        String url = "http://127.0.0.1:" + TestServers.freePort();
        JsonNode webhook =
                api.post("/api/webhooks", Map.of("url", url, "signature", signature, "after", 0))
                        .expect(201)
                        .json();
        Process receiver =
                process(name, interpreter, Map.of("WEBHOOK_KEY", key(webhook), "PORT", port(url)));
        try {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(
                            () ->
                                    assertThat(received(url))
                                            .containsExactlyInAnyOrderElementsOf(ids(api)));
        } finally {
            receiver.destroyForcibly().waitFor();
            api.call("DELETE", "/api/webhooks/" + webhook.path("id").asString(), "application/json")
                    .expect(204);
        }
    }

    private static String port(String url) {
        return url.substring(url.lastIndexOf(':') + 1);
    }

    private static String key(JsonNode webhook) {
        return webhook.path("secret")
                .asString(webhook.path("keys").path(0).path("publicKey").asString(""));
    }

    private static List<String> received(String url) throws IOException {
        try (var body = URI.create(url + "/received").toURL().openStream()) {
            return texts(JsonMapper.shared().readTree(body));
        }
    }

    private static List<String> ids(InstitutionApi api) {
        return api.feed().stream().map(event -> event.path("id").asString()).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    /** Each number once, from the first: what was printed before the cut is not printed again. */
    private void awaitNumbers(long atLeast) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            long head = head();
                            assertThat(head).isGreaterThanOrEqualTo(atLeast);
                            assertThat(printed())
                                    .isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
                            assertThat(Files.readString(folder.resolve("cursor")).strip())
                                    .isEqualTo("" + head);
                        });
    }

    private List<Long> printed() throws Exception {
        List<Long> numbers = new ArrayList<>();
        Matcher found = NUMBER.matcher(Files.readString(folder.resolve("out")));
        while (found.find()) {
            numbers.add(Long.parseLong(found.group(1)));
        }
        return numbers;
    }

    private long head() {
        return new InstitutionApi(installation.gateway(), client())
                .get("/api/events?limit=1")
                .expect(200)
                .json()
                .path("head")
                .asLong();
    }

    private Credentials.Client client() {
        return installation.credentials().of(PROVIDER);
    }

    private Process start(String name, String interpreter) throws Exception {
        return process(
                name,
                interpreter,
                Map.of(
                        "BEKAL_URL", installation.gateway().toString(),
                        "BEKAL_CLIENT", client().clientId(),
                        "BEKAL_SECRET", client().secret()));
    }

    private Process process(String name, String interpreter, Map<String, String> environment)
            throws Exception {
        String program =
                interpreter.equals("java")
                        ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                        : interpreter;
        ProcessBuilder process = new ProcessBuilder(program, name).directory(folder.toFile());
        process.environment().putAll(environment);
        File out = folder.resolve("out").toFile();
        return process.redirectOutput(ProcessBuilder.Redirect.appendTo(out))
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }
}
