package id.bekal.quickstart.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class ConformanceTests {

    private static final String SECRET = SigningKey.Hmac.made().told();
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T03:00:00Z"), ZoneOffset.UTC);
    private static final Set<Check> EFFECTS =
            Set.of(
                    Check.EFFECT_ONCE,
                    Check.EFFECT_OF_FORGERY,
                    Check.EFFECT_MISSING,
                    Check.EFFECT_OF_REORDERED);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private static Limits limits(Duration answer, Duration slow, int burst) {
        return new Limits(
                Duration.ofSeconds(5),
                answer,
                slow,
                Duration.ofSeconds(30),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofMillis(50),
                64 * 1024,
                burst);
    }

    private static Limits limits(Fault fault) {
        return switch (fault) {
            case NEVER_ANSWERS -> limits(Duration.ofMillis(500), Duration.ofSeconds(60), 1);
            case ANSWERS_SLOWLY -> limits(Duration.ofSeconds(15), Duration.ofMillis(500), 1);
            // nothing but what is sent in another order
            case BREAKS_ON_A_LATE_NUMBER, IGNORES_A_LATE_NUMBER ->
                    limits(Duration.ofSeconds(15), Duration.ofSeconds(60), 1);
            default -> generous();
        };
    }

    private static Limits generous() {
        return limits(Duration.ofSeconds(15), Duration.ofSeconds(60), 20);
    }

    private int run(Limits limits, @Nullable Runnable enter, String... arguments) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Conformance(out, limits, CLOCK, enter).run(List.of(arguments));
    }

    private int run(Limits limits, PartnerReceiver receiver) {
        return run(
                limits,
                null,
                receiver.hook().toString(),
                "--secret",
                SECRET,
                "--received",
                receiver.received().toString(),
                "--json");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private Set<Check> thoseThat(String... outcomes) {
        Set<Check> found = new TreeSet<>();
        for (JsonNode check : JsonMapper.shared().readTree(said()).path("checks")) {
            if (Set.of(outcomes).contains(check.path("outcome").asString())) {
                found.add(Check.valueOf(check.path("check").asString()));
            }
        }
        return found;
    }

    private Set<Check> objections() {
        return thoseThat("FAILED", "WARNED");
    }

    @Nested
    class ARightReceiver {

        @Test
        void passesAll() throws Exception {
            try (var receiver = new PartnerReceiver(SECRET, CLOCK)) {
                assertThat(run(generous(), receiver)).isZero();
            }
            assertThat(thoseThat("PASSED")).containsExactly(Check.values());
        }

        @Test
        void passesInManyAtOnceWhenItAsksToWait() throws Exception {
            try (var receiver = new PartnerReceiver(SECRET, CLOCK)) {
                receiver.busy("1");
                assertThat(run(generous(), receiver)).isZero();
                assertThat(receiver.busyAnswers()).isPositive();
            }
            assertThat(objections()).isEmpty();
        }

        @Test
        void isSaidNotToHaveBeenSeenToTheEndWithoutItsList() throws Exception {
            try (var receiver = new PartnerReceiver(SECRET, CLOCK)) {
                String url = receiver.hook().toString();
                assertThat(run(generous(), null, url, "--secret", SECRET)).isZero();
            }
            assertThat(said())
                    .contains("LULUS  VALID: kiriman yang sah diterima / PASSED: a valid delivery")
                    .contains("LEWAT  EFFECT_ONCE")
                    .contains("Tanpa --received tidak terlihat")
                    .contains("whether a repetition had its effect twice");
        }

        @Test
        void mayCountAfterItAnswered() throws Exception {
            // another's list that lags behind: the kit looks until all is there
            try (var receiver = new PartnerReceiver(SECRET, CLOCK)) {
                receiver.listAfter(Duration.ofMillis(600));
                assertThat(run(generous(), receiver)).isZero();
            }
            assertThat(thoseThat("PASSED")).containsAll(EFFECTS);
        }

        @Test
        void takesNumbersWithoutAGap() throws Exception {
            try (var receiver = new PartnerReceiver(SECRET, CLOCK)) {
                String url = receiver.hook().toString();
                run(generous(), null, url, "--secret", SECRET, "--after", "41", "--feed", "blk-x");
                List<Long> numbers = receiver.numbers();
                assertThat(numbers.stream().filter(number -> number > 0).sorted().toList())
                        .isEqualTo(
                                Stream.iterate(42L, n -> n + 1).limit(numbers.size() - 1).toList());
                assertThat(receiver.feeds()).containsOnly("blk-x");
            }
        }
    }

    @Nested
    class AFault {

        @ParameterizedTest
        @EnumSource(Fault.class)
        void isFoundAndNothingElse(Fault fault) throws Exception {
            int code;
            try (var receiver = new PartnerReceiver(SECRET, CLOCK, fault)) {
                code = run(limits(fault), receiver);
            }
            assertThat(objections()).isEqualTo(new TreeSet<>(fault.found()));
            assertThat(code).isEqualTo(thoseThat("FAILED").isEmpty() ? 0 : 1);
            boolean nothingIsTaken =
                    fault.found().contains(Check.VALID) || fault.found().contains(Check.REDIRECT);
            assertThat(thoseThat("SKIPPED"))
                    .hasSize(nothingIsTaken ? Check.values().length - 1 : 0);
        }

        @Test
        void isExplainedInBothLanguages() throws Exception {
            try (var receiver =
                    new PartnerReceiver(
                            SECRET,
                            CLOCK,
                            Fault.TAKES_WHAT_IS_NOT_SIGNED,
                            Fault.BREAKS_ON_A_WRONG_SIGNATURE,
                            Fault.TAKES_100_KB)) {
                String url = receiver.hook().toString();
                assertThat(run(generous(), null, url, "--secret", SECRET)).isEqualTo(1);
            }
            assertThat(said())
                    .contains("GAGAL  SIGNATURE_MISSING: tanpa tanda tangan ditolak / FAILED: what")
                    .contains("takes what nobody signed")
                    .contains("would be retried for 75 hours")
                    .contains("dikirim / sent: webhook-id ", "no webhook-signature")
                    .contains("dijawab / answered: 413")
                    .contains("client_max_body_size")
                    .contains("docs/integration.md#receiving-webhooks (SIGNATURE_MISSING)");
        }

        @ParameterizedTest
        @CsvSource({
            "TAKES_THE_TEXT_FOR_THE_KEY, the secret's text for the key",
            "TAKES_THE_BASE64_FOR_THE_KEY, the Base64 text for the key",
            "VERIFIES_THE_BODY_ALONE, over the body alone",
            "VERIFIES_IN_HEXADECIMAL, 'hexadecimal, not Base64'"
        })
        void isGuessedWhenWhatIsValidIsRefused(Fault fault, String guess) throws Exception {
            try (var receiver = new PartnerReceiver(SECRET, CLOCK, fault)) {
                String url = receiver.hook().toString();
                assertThat(run(generous(), null, url, "--secret", SECRET)).isEqualTo(1);
            }
            assertThat(said())
                    .contains("GAGAL  VALID", guess)
                    .containsOnlyOnce("not checked: a valid delivery is not taken yet");
        }

        /** Without its list, what it does twice stays hidden. */
        @Test
        void inTheEffectIsNotSeenWithoutTheList() throws Exception {
            try (var receiver = new PartnerReceiver(SECRET, CLOCK, Fault.COUNTS_DUPLICATES)) {
                String url = receiver.hook().toString();
                assertThat(run(generous(), null, url, "--secret", SECRET, "--json")).isZero();
            }
            assertThat(thoseThat("SKIPPED")).isEqualTo(new TreeSet<>(EFFECTS));
        }
    }

    @Nested
    class AnUnreachableReceiver {

        @Test
        void isNoFinding() throws Exception {
            int port;
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = taken.getLocalPort();
            }
            String url = "http://127.0.0.1:" + port + "/";
            assertThat(run(generous(), null, url, "--secret", SECRET)).isEqualTo(2);
            assertThat(said()).contains("tidak terjangkau / not reachable");
            said.reset();
            assertThat(run(generous(), null, url, "--secret", SECRET, "--json")).isEqualTo(2);
            assertThat(JsonMapper.shared().readTree(said()).path("unreachable").asString())
                    .contains("no connection");
        }

        @Test
        void isOneWithoutTlsWhereTlsIsAsked() throws Exception {
            try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(() -> answerPlainly(plain));
                String url = "https://127.0.0.1:" + plain.getLocalPort() + "/";
                assertThat(run(generous(), null, url, "--secret", SECRET)).isEqualTo(2);
            }
            assertThat(said()).contains("tls failed");
        }

        private static void answerPlainly(ServerSocket server) {
            try (var connection = server.accept()) {
                connection.getInputStream().read();
                connection.getOutputStream().write("HTTP/1.1 400 no\r\n\r\n".getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Test
        void isOneWhoseListIsNone() throws Exception {
            try (var receiver = new PartnerReceiver(SECRET, CLOCK)) {
                String url = receiver.hook().toString();
                String list = receiver.received().resolve("/nothing").toString();
                assertThat(run(generous(), null, url, "--secret", SECRET, "--received", list))
                        .isEqualTo(2);
                assertThat(receiver.counted()).isEmpty();
            }
        }
    }

    @Nested
    class Keys {

        @TempDir Path folder;

        @Test
        void areMadeAndToldOnceAtATerminal() throws Exception {
            List<String> pressed = new ArrayList<>();
            try (var receiver = new PartnerReceiver(SECRET, CLOCK)) {
                int code = run(generous(), () -> pressed.add(said()), receiver.hook().toString());
                // the receiver was never given the new one
                assertThat(code).isEqualTo(1);
            }
            assertThat(pressed).hasSize(1);
            String told =
                    pressed.getFirst()
                            .lines()
                            .filter(line -> line.startsWith("whsec_"))
                            .findFirst()
                            .orElseThrow();
            assertThat(said().split(java.util.regex.Pattern.quote(told), -1)).hasSize(2);
            assertThat(said()).contains("GAGAL  VALID", "another key?");
        }

        @Test
        void areNotMadeWhereNobodyReadsThem() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run(generous(), null, "http://127.0.0.1:1/"))
                    .withMessageContaining("--secret");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run(generous(), () -> {}, "http://127.0.0.1:1/", "--json"));
            assertThat(said()).doesNotContain("whsec_");
        }

        @Test
        void areKeptInTheirFileForTheNextRun() throws Exception {
            Path file = folder.resolve("kit.key");
            String url = "http://127.0.0.1:1/";
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run(generous(), null, url, "--key", file.toString()));
            String told = said().lines().filter(l -> l.startsWith("whpk_")).findFirst().get();
            assertThat(SigningKey.Ed25519.of(Files.readString(file)).told()).isEqualTo(told);
            assertThat(run(generous(), null, url, "--key", file.toString())).isEqualTo(2);
            assertThat(said()).doesNotContain(Files.readString(file).strip());
        }

        @Test
        void areNotInTheReportThoughTheReceiverTellsThem() throws Exception {
            try (var receiver = new PartnerReceiver(SECRET, CLOCK)) {
                receiver.answer("key is " + SECRET);
                String url = receiver.hook().toString();
                assertThat(run(generous(), null, url, "--secret", SECRET)).isZero();
            }
            assertThat(said()).contains("key is whsec_...").doesNotContain(SECRET.substring(6));
        }

        @ParameterizedTest
        @ValueSource(strings = {"secret", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%%"})
        void areRefusedWhenTheyAreNone(String secret) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> run(generous(), null, "http://127.0.0.1:1/", "--secret", secret))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("c2hvcnQ", "%%"));
        }
    }

    @Nested
    class Addresses {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://192.0.2.1/",
                    "ftp://127.0.0.1/",
                    "https://user:word@127.0.0.1/",
                    "https://127.0.0.1/#part",
                    "127.0.0.1",
                    "http://no such host/"
                })
        void areRefusedAsBekalWould(String url) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run(generous(), null, url, "--secret", SECRET))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("word"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "--x", "http://127.0.0.1/ http://127.0.0.1/", "--secret"})
        void areWantedOnce(String arguments) {
            String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run(generous(), null, words))
                    .withMessageContaining("conformance URL");
        }
    }

    @Test
    void everyCheckIsFoundWantingByAFault() {
        Set<Check> found =
                Stream.of(Fault.values())
                        .flatMap(fault -> fault.found().stream())
                        .collect(Collectors.toSet());
        assertThat(found).containsExactlyInAnyOrder(Check.values());
    }

    @Test
    void everyCheckIsInTheGuide() throws Exception {
        String guide = Files.readString(Path.of("../docs/integration.md"));
        assertThat(guide).contains("\n## Receiving webhooks\n");
        assertThat(Check.values())
                .allSatisfy(check -> assertThat(guide).containsPattern("\\b" + check + "\\b"));
    }
}
