package id.bekal.certification;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.certification.number.CertificateNumberFuzzTests;
import id.bekal.certification.verification.CompactCredentialFuzzTests;
import id.bekal.certification.verification.PdfAttachmentsFuzzTests;
import id.bekal.certification.verification.TokenFuzzTests;

import org.junit.jupiter.api.Test;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for inputs that break a parser, {@code -Dfuzz.duration=30s} for each. The fuzzer takes one
 * test a process; two run at a time. What it finds lies beside the test's inputs and fails the test
 * from then on.
 */
class FuzzingIT {

    private static final List<Class<?>> TARGETS =
            List.of(
                    CompactCredentialFuzzTests.class,
                    PdfAttachmentsFuzzTests.class,
                    TokenFuzzTests.class,
                    CertificateNumberFuzzTests.class);

    private static final String DURATION = System.getProperty("fuzz.duration", "30s");

    /** No more than these is covered by a target that does not watch the parser. */
    private static final int LEAST_COVERED = 20;

    private static final Pattern STATUS =
            Pattern.compile("#(\\d+)\\s+(\\w+)\\s+cov: (\\d+) ft: (\\d+).*");

    /**
     * The fuzzer reads all classes there are, which takes a gigabyte with these, that no parser
     * needs.
     */
    private static final Pattern NEEDLESS =
            Pattern.compile(
                    ".*/(com/github/docker-java|com/h2database|com/tngtech/archunit|io/netty"
                            + "|net/bytebuddy|net/datafaker|net/sf/saxon|org/apache/kafka"
                            + "|org/apache/logging/log4j/log4j-core|org/apache/pdfbox"
                            + "|org/apache/tomcat|org/bouncycastle|org/hibernate"
                            + "|org/jetbrains|org/scala-lang|org/springframework/integration"
                            + "|org/testcontainers|org/verapdf)/.*");

    @Test
    void findsNoInputThatBreaksAParser() throws Exception {
        try (var twoAtATime = Executors.newFixedThreadPool(2)) {
            List<Future<Path>> logs =
                    TARGETS.stream().map(target -> twoAtATime.submit(() -> fuzz(target))).toList();
            for (Future<Path> log : logs) {
                checkCovered(log.get());
            }
        }
    }

    /** Memory is bounded twice: the heap, and by the fuzzer the whole process. */
    private static Path fuzz(Class<?> target) throws IOException, InterruptedException {
        Path log = Files.createDirectories(Path.of("target/fuzz")).resolve(target.getSimpleName());
        var builder =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:+EnableDynamicAgentLoading",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + target.getName(),
                                "--max_duration=" + DURATION,
                                "-rss_limit_mb=1536",
                                "-timeout=20",
                                "-print_final_stats=1")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        // what the machine has of arenas is no parser's fault: 910 MB were seen before any input
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = builder.start();
        try {
            assertThat(process.waitFor()).as("%s%n%s", log, end(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return log;
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !NEEDLESS.matcher(path).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A fuzzer that sees nothing of what its inputs do is content with any parser. */
    private static void checkCovered(Path log) throws IOException {
        List<Matcher> statuses =
                lines(log).stream().map(STATUS::matcher).filter(Matcher::matches).toList();
        Matcher first = statuses.getFirst();
        Matcher last = statuses.getLast();
        System.out.printf(
                "%s: %s executions, cov %s to %s, ft %s to %s%n",
                log, last.group(1), first.group(3), last.group(3), first.group(4), last.group(4));
        assertThat(last.group(2)).as(log.toString()).isEqualTo("DONE");
        assertThat(Integer.parseInt(last.group(3))).as(log.toString()).isGreaterThan(LEAST_COVERED);
        assertThat(lines(log)).noneMatch(line -> line.contains("Failed to instrument"));
    }

    private static String end(Path log) throws IOException {
        List<String> lines = lines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    /** The fuzzer prints inputs as they are. */
    private static List<String> lines(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    }
}
