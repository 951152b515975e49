package id.bekal.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import id.bekal.gateway.Backend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class RevocationsTests {

    private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");
    private static final String LAPAS = list("lapas", TEN);

    private final Backend issuer = new Backend("");
    private final Revocations revocations =
            new Revocations(WebClient.create(), URI.create(issuer.uri() + "/oauth2/revocations"));
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Revocations.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        issuer.close();
    }

    @Nested
    class ATokenOfAListedSubject {

        @BeforeEach
        void isListed() {
            publishes(LAPAS);
        }

        @Test
        void isRefusedIfIssuedBefore() {
            assertThat(counts("lapas", TEN.minusMillis(1))).isFalse();
        }

        @Test
        void countsIfIssuedAtThatMoment() {
            assertThat(counts("lapas", TEN)).isTrue();
        }

        @Test
        void countsIfIssuedAfter() {
            assertThat(counts("lapas", TEN.plusSeconds(1))).isTrue();
        }

        @Test
        void isRefusedIfItDoesNotSayWhenItWasIssued() {
            assertThat(counts("lapas", null)).isFalse();
        }

        @Test
        void isRefusedByTheLatestOfSeveralMoments() {
            publishes(
                    """
                    {"subjects": [{"sub": "lapas", "notBefore": "2026-11-24T10:00:00Z"},
                                  {"sub": "lapas", "notBefore": "2026-11-24T12:00:00Z"},
                                  {"sub": "lapas", "notBefore": "2026-11-24T11:00:00Z"}]}""");

            assertThat(counts("lapas", Instant.parse("2026-11-24T11:59:59Z"))).isFalse();
            assertThat(counts("lapas", Instant.parse("2026-11-24T12:00:00Z"))).isTrue();
        }

        @Test
        void countsAgainOnceTheSubjectIsNoLongerListed() {
            publishes("{\"subjects\": []}");

            assertThat(counts("lapas", TEN.minusSeconds(1))).isTrue();
        }
    }

    @Test
    void leaveOtherSubjectsAlone() {
        publishes(LAPAS);

        assertThat(counts("blk", TEN.minusSeconds(1))).isTrue();
        assertThat(counts("LAPAS", TEN.minusSeconds(1))).isTrue();
        assertThat(counts(null, null)).isTrue();
    }

    @Test
    void askOnlyForAListThatIsNewer() {
        issuer.answers(
                exchange -> {
                    exchange.getResponseHeaders().set("ETag", "\"7\"");
                    if ("\"7\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                        exchange.sendResponseHeaders(304, -1);
                        return "";
                    }
                    return LAPAS;
                });

        refresh();
        refresh();

        assertThat(issuer.seen())
                .extracting(request -> request.header("If-None-Match"))
                .containsExactly(null, "\"7\"");
        assertThat(counts("lapas", TEN.minusSeconds(1))).isFalse();
        assertThat(lines.list).isEmpty();
    }

    @Nested
    class WhileTheIssuerCannotBeAsked {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "{}",
                    "<html>",
                    "{\"subjects\": null}",
                    "{\"subjects\": [null]}",
                    "{\"subjects\": [{\"sub\": \"blk\"}]}",
                    "{\"subjects\": [{\"notBefore\": \"2026-11-24T10:00:00Z\"}]}",
                    "{\"subjects\": [{\"sub\": \"blk\", \"notBefore\": \"yesterday\"}]}"
                })
        void theLastListGoesOnCounting(String nonsense) {
            publishes(LAPAS);
            publishes(nonsense);

            assertThat(counts("lapas", TEN.minusSeconds(1))).isFalse();
            assertThat(counts("blk", TEN.minusSeconds(1))).isTrue();
            assertThat(warnings()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {204, 301, 401, 404, 500, 503})
        void itGoesOnCountingWhateverTheStatus(int status) {
            publishes(LAPAS);
            issuer.answers(Backend.status(status));
            refresh();

            assertThat(counts("lapas", TEN.minusSeconds(1))).isFalse();
            assertThat(warnings()).hasSize(1);
        }

        @Test
        void aWarningIsLoggedOncePerOutage() {
            publishes(LAPAS);
            issuer.answers(Backend.status(503));
            refresh();
            refresh();
            refresh();
            assertThat(warnings()).singleElement().asString().contains("1 subjects", "503");

            publishes(LAPAS);
            issuer.answers(Backend.status(503));
            refresh();

            assertThat(warnings()).hasSize(2);
            assertThat(lines.list)
                    .filteredOn(line -> line.getLevel() == Level.INFO)
                    .singleElement()
                    .asString()
                    .contains("again");
        }

        @Test
        void nothingListensWhereItShouldBe() {
            publishes(LAPAS);
            issuer.close();
            refresh();

            assertThat(counts("lapas", TEN.minusSeconds(1))).isFalse();
            assertThat(warnings()).hasSize(1);
        }
    }

    @Nested
    class Asking {

        @Test
        void happensAtTheStartAndThenAtEachTurnUntilTheEnd() {
            var time = VirtualTimeScheduler.create();
            var turns = new AtomicInteger();
            var polling =
                    new Polling(
                            Mono.fromRunnable(turns::incrementAndGet),
                            Duration.ofSeconds(15),
                            time);
            polling.start();
            time.advanceTimeBy(Duration.ofMillis(1));
            assertThat(turns).hasValue(1);

            time.advanceTimeBy(Duration.ofSeconds(14));
            assertThat(turns).hasValue(1);
            time.advanceTimeBy(Duration.ofSeconds(1));
            assertThat(turns).hasValue(2);

            assertThat(polling.isRunning()).isTrue();
            polling.stop();
            time.advanceTimeBy(Duration.ofMinutes(10));
            assertThat(turns).hasValue(2);
            assertThat(polling.isRunning()).isFalse();
        }

        @Test
        void waitsForAnAnswerThatTakesLongerThanATurn() {
            var time = VirtualTimeScheduler.create();
            var turns = new AtomicInteger();
            var polling =
                    new Polling(
                            Mono.defer(
                                    () -> {
                                        turns.incrementAndGet();
                                        return Mono.delay(Duration.ofSeconds(40), time).then();
                                    }),
                            Duration.ofSeconds(15),
                            time);
            polling.start();
            time.advanceTimeBy(Duration.ofSeconds(39));
            assertThat(turns).hasValue(1);

            time.advanceTimeBy(Duration.ofSeconds(10));
            assertThat(turns).as("the missed turns are not made up for").hasValue(2);
            polling.stop();
        }
    }

    private void publishes(String list) {
        issuer.answers(exchange -> list);
        refresh();
    }

    private void refresh() {
        revocations.refresh().block(Duration.ofSeconds(10));
    }

    private boolean counts(@Nullable String subject, @Nullable Instant issued) {
        var token = Jwt.withTokenValue("x").header("alg", "ES256").claim("aud", "bekal");
        if (subject != null) {
            token.subject(subject);
        }
        if (issued != null) {
            token.issuedAt(issued);
        }
        return !revocations.validate(token.build()).hasErrors();
    }

    private List<String> warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static String list(String subject, Instant notBefore) {
        return "{\"subjects\": [{\"sub\": \"%s\", \"notBefore\": \"%s\"}]}"
                .formatted(subject, notBefore);
    }
}
