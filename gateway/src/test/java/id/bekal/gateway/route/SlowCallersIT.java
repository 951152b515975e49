package id.bekal.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class SlowCallersIT {

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        gateway =
                new GatewayFixture(
                        "bekal.gateway.timeouts.head=700ms",
                        "bekal.gateway.timeouts.silence=2s",
                        "bekal.gateway.timeouts.long-answer=4s",
                        "server.netty.idle-timeout=2s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void areHungUpOnWhenTheirHeadersDripIn() throws Exception {
        try (Socket socket = connected()) {
            long start = System.nanoTime();
            Thread drip = drip(socket, "GET /actuator/health HTTP/1.1\r\nX-Slow: ");

            assertThat(untilEnd(socket)).isEmpty();
            assertThat(since(start)).isBetween(Duration.ofMillis(600), Duration.ofMillis(1_900));
            drip.interrupt();
        }
    }

    @Test
    void areHungUpOnAlsoWithALaterRequest() throws Exception {
        try (Socket socket = connected()) {
            write(socket, "GET /actuator/health HTTP/1.1\r\nHost: a\r\n\r\n");
            readSome(socket);
            Thread.sleep(1_000); // idle for longer than headers may take: that is allowed
            write(socket, "GET /actuator/health HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readSome(socket)).startsWith("HTTP/1.1 200 ");

            long start = System.nanoTime();
            Thread drip = drip(socket, "GET /actuator/health HTTP/1.1\r\nX-Slow: ");

            assertThat(untilEnd(socket)).isEmpty();
            assertThat(since(start)).isBetween(Duration.ofMillis(600), Duration.ofMillis(1_900));
            drip.interrupt();
        }
    }

    @Test
    void areHungUpOnWhenTheySayNothing() throws Exception {
        try (Socket socket = connected()) {
            long start = System.nanoTime();

            assertThat(untilEnd(socket)).isEmpty();
            assertThat(since(start)).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void areHungUpOnWhenTheirBodyStops() throws Exception {
        gateway.forget();
        try (Socket socket = connected()) {
            long start = System.nanoTime();
            write(socket, head(10) + "half");

            assertThat(untilEnd(socket)).doesNotStartWith("HTTP/1.1 2");
            assertThat(since(start)).isLessThan(Duration.ofMillis(3_900));
            assertThat(gateway.training.seen()).isEmpty();
        }
    }

    @Test
    void areHungUpOnWhenTheirBodyDripsInForTooLong() throws Exception {
        gateway.forget();
        try (Socket socket = connected()) {
            long start = System.nanoTime();
            Thread drip = drip(socket, head(1_000));

            // a 408, which a caller that still sends may miss
            assertThat(untilEnd(socket)).doesNotStartWith("HTTP/1.1 2");
            assertThat(since(start)).isBetween(Duration.ofMillis(3_500), Duration.ofSeconds(9));
            assertThat(gateway.training.seen()).isEmpty();
            drip.interrupt();
        }
    }

    @Test
    void areServedWhenTheyAreSlowWithinTheirTime() throws Exception {
        try (Socket socket = connected()) {
            gateway.forget();
            write(socket, head(10) + "half");
            Thread.sleep(300);
            write(socket, "halves");

            assertThat(readSome(socket)).startsWith("HTTP/1.1 200 ");
            assertThat(gateway.training.only().body()).asString().isEqualTo("halfhalves");
        }
    }

    private static String head(int length) {
        return """
        POST /api/programs HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Length: %d\r
        \r
        """
                .formatted(gateway.token(), length);
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket("127.0.0.1", gateway.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** A byte each 100 ms, for as long as somebody listens. */
    private static Thread drip(Socket socket, String beginning) throws IOException {
        write(socket, beginning);
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                while (true) {
                                    Thread.sleep(100);
                                    write(socket, "a");
                                }
                            } catch (IOException | InterruptedException e) {
                                // hung up, as it should be
                            }
                        });
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String readSome(Socket socket) throws IOException {
        byte[] bytes = new byte[8192];
        int read = socket.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(0, read), StandardCharsets.UTF_8);
    }

    private static String untilEnd(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                answer.append((char) next);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // a reset after the answer: what came before counts
        }
        return answer.toString();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
