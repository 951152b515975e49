package id.bekal.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

class BodyLimitIT {

    private static final int KILOBYTE = 1024;

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        gateway =
                new GatewayFixture(
                        "bekal.gateway.max-body=64KB",
                        "bekal.gateway.max-original=1MB",
                        "bekal.gateway.max-check=128KB",
                        "bekal.gateway.max-form=16KB");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.forget();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void letsTheLargestBodyThrough(boolean announced) throws Exception {
        var response = gateway.send(post("/api/programs", body(64 * KILOBYTE, announced)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(gateway.training.only().body()).hasSize(64 * KILOBYTE);
    }

    @ParameterizedTest
    @CsvSource({"65537, true", "65537, false", "3000000, true", "3000000, false"})
    void refusesALargerOneOfWhichTheServiceSeesNothingComplete(int size, boolean announced)
            throws Exception {
        String answer = rawPost("/api/programs", size, announced);

        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"code\":\"PAYLOAD_TOO_LARGE\"");
        assertThat(gateway.training.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void givesASignedOriginalMoreRoom(boolean announced) throws Exception {
        var response =
                gateway.send(
                        gateway.authorized("/api/agreements/a1/original")
                                .PUT(body(1024 * KILOBYTE, announced)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(gateway.agreements.only().body()).hasSize(1024 * KILOBYTE);
    }

    @Test
    void givesItToThatCommandOnly() throws Exception {
        assertThat(rawPost("/api/agreements/a1/original", 100 * KILOBYTE, true))
                .startsWith("HTTP/1.1 413 ");
        assertThat(rawPost("/api/agreements/a1/b/original", 100 * KILOBYTE, false))
                .startsWith("HTTP/1.1 413 ");
        assertThat(gateway.agreements.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void givesAFileToBeCheckedMoreRoomAndNoMore(boolean announced) throws Exception {
        var response =
                gateway.send(gateway.request("/verify").POST(body(128 * KILOBYTE, announced)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(gateway.certification.only().body()).hasSize(128 * KILOBYTE);
        assertThat(rawPost("/verify", 128 * KILOBYTE + 1, announced)).startsWith("HTTP/1.1 413 ");
        assertThat(rawPost("/verify/abc", 64 * KILOBYTE + 1, announced))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void countsWhatIsSentToThePublicPathsToo() throws Exception {
        assertThat(rawPost("/oauth2/token", 100 * KILOBYTE, false)).startsWith("HTTP/1.1 413 ");
        assertThat(gateway.identity.seen())
                .noneMatch(request -> request.path().equals("/oauth2/token"));
    }

    @ParameterizedTest
    @CsvSource({"/oauth2/token", "/login", "/totp", "/invitation/abc"})
    void givesFormsLess(String path) throws Exception {
        assertThat(rawPost(path, 16 * KILOBYTE + 1, true)).startsWith("HTTP/1.1 413 ");
        assertThat(rawPost(path, 16 * KILOBYTE + 1, false)).startsWith("HTTP/1.1 413 ");
        assertThat(gateway.identity.seen()).noneMatch(request -> request.path().equals(path));

        gateway.send(gateway.request(path).POST(body(16 * KILOBYTE, false)));
        assertThat(gateway.identity.seen()).anyMatch(request -> request.path().equals(path));
    }

    @Test
    void refusesHeadersBeyondTheirBound() throws Exception {
        var response =
                gateway.send(gateway.authorized("/api/programs").header("X-A", "a".repeat(20_000)));

        assertThat(response.statusCode()).isIn(413, 431);
        assertThat(gateway.training.seen()).isEmpty();
    }

    private static HttpRequest.Builder post(String path, BodyPublisher body) {
        return gateway.authorized(path).POST(body);
    }

    private static BodyPublisher body(int size, boolean announced) {
        byte[] bytes = new byte[size];
        return announced
                ? BodyPublishers.ofByteArray(bytes)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    /** By hand, since a client that is refused while it still sends may miss the answer. */
    private static String rawPost(String path, int size, boolean announced) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            String length = announced ? "Content-Length: " + size : "Transfer-Encoding: chunked";
            out.write(
                    ascii(
                            """
                            POST %s HTTP/1.1\r
                            Host: localhost\r
                            Authorization: Bearer %s\r
                            Content-Type: application/octet-stream\r
                            %s\r
                            \r
                            """
                                    .formatted(path, gateway.token(), length)));
            Thread sender =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            for (int left = size; left > 0; left -= 8192) {
                                                int now = Math.min(left, 8192);
                                                if (!announced) {
                                                    out.write(
                                                            ascii(
                                                                    Integer.toHexString(now)
                                                                            + "\r\n"));
                                                }
                                                out.write(new byte[now]);
                                                if (!announced) {
                                                    out.write(ascii("\r\n"));
                                                }
                                            }
                                            if (!announced) {
                                                out.write(ascii("0\r\n\r\n"));
                                            }
                                            out.flush();
                                        } catch (java.io.IOException e) {
                                            // the gateway has hung up, as it should
                                        }
                                    });
            String answer = untilEnd(socket.getInputStream());
            sender.join();
            return answer;
        }
    }

    private static String untilEnd(InputStream in) {
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                answer.append((char) next);
            }
        } catch (java.io.IOException e) {
            // a reset after the answer: what came before counts
        }
        return answer.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
