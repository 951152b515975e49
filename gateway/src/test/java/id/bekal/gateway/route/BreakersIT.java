package id.bekal.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.gateway.Backend;
import id.bekal.gateway.GatewayFixture;
import id.bekal.gateway.StoppedTime;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** A service is left alone from half of its last four or more requests failing. */
class BreakersIT {

    private static final StoppedTime TIME = new StoppedTime();

    private static final Duration REST_IS_OVER = Duration.ofMillis(5_001);

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway =
                new GatewayFixture(
                        TIME,
                        "bekal.gateway.breaker.lately=10s",
                        "bekal.gateway.breaker.least=4",
                        "bekal.gateway.breaker.failed-percent=50",
                        "bekal.gateway.breaker.rest=5s",
                        "bekal.gateway.breaker.probes=2",
                        "bekal.gateway.timeouts.answer=1s",
                        "bekal.gateway.timeouts.long-answer=10s");
        ask(); // fetches the keys
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** Two good probes close a breaker that the last test has opened. */
    @BeforeEach
    void recover() throws Exception {
        gateway.training.answers(exchange -> "training");
        gateway.agreements.answers(exchange -> "agreements");
        TIME.passes(Duration.ofSeconds(30));
        assertThat(ask(3)).containsOnly(200);
        TIME.passes(Duration.ofSeconds(30));
        gateway.forget();
    }

    @Nested
    class AServiceThatFails {

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504})
        void isLeftAlone(int status) throws Exception {
            gateway.training.answers(Backend.status(status));

            assertThat(ask(4)).containsOnly(status);

            assertThat(ask(3)).containsOnly(503);
            assertThat(gateway.training.seen()).as("no more requests to it").hasSize(4);
        }

        @Test
        void isLeftAloneOnceItDoesNotAnswerInTime() throws Exception {
            gateway.training.answers(
                    exchange -> {
                        Thread.sleep(5_000);
                        return "late";
                    });

            assertThat(ask(4)).containsOnly(504);
            long start = System.nanoTime();

            assertThat(ask()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("at once")
                    .isLessThan(Duration.ofMillis(900));
        }

        @Test
        void isLeftAloneOnceItBreaksOff() throws Exception {
            gateway.training.answers(
                    exchange -> {
                        throw new IllegalStateException("dies");
                    });

            assertThat(ask(4)).containsOnly(502);
            assertThat(ask()).isEqualTo(503);
        }

        @Test
        void isAskedOnWhileTooFewRequestsTell() throws Exception {
            gateway.training.answers(Backend.status(500));

            assertThat(ask(3)).containsOnly(500);

            assertThat(ask()).as("the fourth").isEqualTo(500);
            assertThat(ask()).as("the fifth").isEqualTo(503);
        }

        @Test
        void isLeftAloneFromTheShareThatIsSet() throws Exception {
            ask(3);
            gateway.training.answers(Backend.status(500));

            assertThat(ask(3)).as("one to three of up to six").containsOnly(500);
            assertThat(ask()).as("three of six are half").isEqualTo(503);
        }

        @Test
        void isAskedOnIfItsFailuresAreOld() throws Exception {
            gateway.training.answers(Backend.status(500));
            ask(3);
            TIME.passes(Duration.ofSeconds(11));

            assertThat(ask(3)).containsOnly(500);
        }

        @Test
        void doesNotKeepCallersFromTheOthers() throws Exception {
            gateway.training.answers(Backend.status(500));
            ask(5);

            assertThat(gateway.send(gateway.authorized("/api/agreements")).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void isSaidToBeUnavailableWithATimeToComeBack() throws Exception {
            gateway.training.answers(Backend.status(500));
            ask(4);

            HttpResponse<String> refused = gateway.send(gateway.authorized("/api/programs"));

            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(refused.body()).contains("\"code\":\"SERVICE_UNAVAILABLE\"");
        }
    }

    @Nested
    class AServiceLeftAlone {

        @BeforeEach
        void fails() throws Exception {
            gateway.training.answers(Backend.status(500));
            ask(4);
            gateway.forget();
        }

        @Test
        void isAskedNothingUntilItsRestIsOver() throws Exception {
            gateway.training.answers(exchange -> "back");
            TIME.passes(Duration.ofSeconds(5));
            assertThat(ask()).isEqualTo(503);

            TIME.passes(Duration.ofMillis(1));
            assertThat(ask()).isEqualTo(200);
        }

        @Test
        void isAskedFullyOnceItsProbesSucceed() throws Exception {
            gateway.training.answers(exchange -> "back");
            TIME.passes(REST_IS_OVER);

            assertThat(ask(10)).containsOnly(200);
        }

        @Test
        void restsAgainIfItsProbesFail() throws Exception {
            TIME.passes(REST_IS_OVER);

            assertThat(ask(2)).containsOnly(500);
            assertThat(ask()).isEqualTo(503);
            assertThat(gateway.training.seen()).hasSize(2);
        }

        @Test
        void isProbedByNoMoreThanThoseAtATime() throws Exception {
            var answering = new Semaphore(0);
            gateway.training.answers(
                    exchange -> {
                        answering.acquire();
                        return "back";
                    });
            TIME.passes(REST_IS_OVER);

            var asking =
                    IntStream.range(0, 6)
                            .mapToObj(i -> gateway.sendAsync(gateway.authorized("/api/programs")))
                            .toList();
            await().untilAsserted(
                            () ->
                                    assertThat(asking)
                                            .as("refused while two are asked")
                                            .filteredOn(CompletableFuture::isDone)
                                            .hasSize(4));
            answering.release(6);

            assertThat(asking)
                    .extracting(answer -> answer.get().statusCode())
                    .containsExactlyInAnyOrder(200, 200, 503, 503, 503, 503);
        }

        @Test
        void isProbedByOthersIfTheCallersOfItsProbesHangUp() throws Exception {
            var answering = new Semaphore(0);
            gateway.training.answers(
                    exchange -> {
                        answering.acquire();
                        return "back";
                    });
            TIME.passes(REST_IS_OVER);
            for (int probe = 1; probe <= 2; probe++) {
                int seen = probe;
                try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
                    socket.getOutputStream()
                            .write(
                                    "GET /api/programs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n"
                                            .formatted(gateway.token())
                                            .getBytes(StandardCharsets.US_ASCII));
                    await().until(() -> gateway.training.seen().size() == seen);
                }
            }
            answering.release(100);

            await().untilAsserted(() -> assertThat(ask()).isEqualTo(200));
        }
    }

    @Nested
    class ACaller {

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404, 409, 413, 422, 429})
        void thatIsRefusedDoesNotCountAgainstTheService(int status) throws Exception {
            gateway.training.answers(Backend.status(status));

            assertThat(ask(8)).containsOnly(status);
        }

        @Test
        void thatSendsItsBodySlowlyIsToldSoAndDoesNotEither() throws Exception {
            for (int i = 0; i < 4; i++) {
                assertThat(halfABody(true)).startsWith("HTTP/1.1 408 ");
            }

            assertThat(ask(3)).containsOnly(200);
        }

        @Test
        void thatBreaksOffDoesNotEither() throws Exception {
            for (int i = 0; i < 6; i++) {
                halfABody(false);
            }

            assertThat(ask(3)).containsOnly(200);
        }

        @Test
        void thatSendsTooMuchDoesNotEither() throws Exception {
            for (int i = 0; i < 6; i++) {
                gateway.sendAsync(
                                gateway.authorized("/api/programs")
                                        .POST(
                                                BodyPublishers.ofInputStream(
                                                        () ->
                                                                new ByteArrayInputStream(
                                                                        new byte[2_000_000]))))
                        .handle((answer, broken) -> 0)
                        .get();
            }

            assertThat(ask(3)).containsOnly(200);
        }

        private String halfABody(boolean waits) throws Exception {
            try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write(
                                """
                                POST /api/programs HTTP/1.1\r
                                Host: localhost\r
                                Authorization: Bearer %s\r
                                Content-Length: 10\r
                                \r
                                half"""
                                        .formatted(gateway.token())
                                        .getBytes(StandardCharsets.US_ASCII));
                return waits
                        ? new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        : "";
            }
        }
    }

    @Test
    void giveRoutesThatCarryFilesMoreTime() throws Exception {
        Backend.Answer slow =
                exchange -> {
                    Thread.sleep(1_500);
                    return "done";
                };
        gateway.agreements.answers(slow);
        gateway.training.answers(slow);

        assertThat(
                        gateway.send(
                                        gateway.authorized("/api/agreements/1/original")
                                                .PUT(BodyPublishers.ofString("x")))
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        gateway.send(
                                        gateway.authorized("/api/learners/imports")
                                                .POST(BodyPublishers.ofString("x")))
                                .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.authorized("/api/agreements/1")).statusCode())
                .isEqualTo(504);
        assertThat(gateway.send(gateway.authorized("/api/learners")).statusCode()).isEqualTo(504);
    }

    private static List<Integer> ask(int times) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < times; i++) {
            statuses.add(ask());
        }
        return statuses;
    }

    private static int ask() throws Exception {
        return gateway.send(gateway.authorized("/api/programs")).statusCode();
    }
}
