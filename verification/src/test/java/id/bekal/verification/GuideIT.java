package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import id.bekal.quickstart.Credentials;
import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The consumers of docs/integration.md, as they stand there, follow a feed across a cut. */
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
        assumeThat(onPath(interpreter)).as(interpreter + " is not on this machine").isTrue();
        Files.writeString(folder.resolve(name), codeOf(name));
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
        String program =
                interpreter.equals("java")
                        ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                        : interpreter;
        ProcessBuilder process = new ProcessBuilder(program, name).directory(folder.toFile());
        process.environment()
                .putAll(
                        Map.of(
                                "BEKAL_URL", installation.gateway().toString(),
                                "BEKAL_CLIENT", client().clientId(),
                                "BEKAL_SECRET", client().secret()));
        File out = folder.resolve("out").toFile();
        return process.redirectOutput(ProcessBuilder.Redirect.appendTo(out))
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private static boolean onPath(String program) {
        return program.equals("java")
                || java.util.Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The block that begins with its file's name as a comment. */
    private static String codeOf(String name) throws Exception {
        Matcher block =
                Pattern.compile(
                                "```[a-z]+\\n((?:#|//) " + Pattern.quote(name) + "\\n.*?)```",
                                Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("../docs/integration.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
