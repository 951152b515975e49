package id.bekal.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.HexFormat;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

class DoorByTlsIT {

    @TempDir static Path folder;

    private static SelfSigned first;
    private static SelfSigned second;
    private static Path certificate;
    private static Path key;
    private static GatewayFixture gateway;

    @BeforeAll
    static void start() throws Exception {
        first = SelfSigned.in(folder, "first");
        second = SelfSigned.in(folder, "second");
        certificate = folder.resolve("door.crt");
        key = folder.resolve("door.key");
        first.writeTo(certificate, key);
        gateway =
                new GatewayFixture(
                        "BEKAL_TLS=true",
                        "BEKAL_TLS_CERTIFICATE=" + certificate,
                        "BEKAL_TLS_KEY=" + key,
                        "BEKAL_TLS_QUIET=100ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void showsARenewedCertificateToNewCallersWhileOldConnectionsGoOn() throws Exception {
        first.writeTo(certificate, key);
        await().atMost(Duration.ofSeconds(30)).until(() -> shown().equals(first.certificate()));
        try (SSLSocket before = connected("TLSv1.3")) {
            assertThat(health(before)).startsWith("HTTP/1.1 200 ");

            second.writeTo(certificate, key);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> shown().equals(second.certificate()));
            assertThat(health(before)).as("the old connection").startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void goesOnWithTheLastCertificateUntilTheNextMakesSense() throws Exception {
        Certificate before = shown();
        Files.writeString(certificate, "half a certificate");
        Thread.sleep(1_000); // longer than it takes to look
        assertThat(shown()).isEqualTo(before);

        SelfSigned next = before.equals(first.certificate()) ? second : first;
        next.writeTo(certificate, key);

        await().atMost(Duration.ofSeconds(30)).until(() -> shown().equals(next.certificate()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksWhatIsSafe(String protocol) throws Exception {
        try (SSLSocket socket = connected(protocol)) {
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            assertThat(health(socket))
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("strict-transport-security: max-age=31536000");
        }
    }

    /** By hand: this Java does not offer them any more. */
    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302})
    void refusesWhatIsNot(int version) throws Exception {
        assertThat(answerTo(version)).as("an alert, or hung up").isIn(21, -1);
        assertThat(answerTo(0x0303)).as("to the same greeting of 1.2: a handshake").isEqualTo(22);
    }

    private static int answerTo(int version) throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(clientHello(version));
            return socket.getInputStream().read();
        }
    }

    @Test
    void doesNotAnswerWithoutTls() throws Exception {
        assertThatThrownBy(() -> gateway.send(gateway.request("/actuator/health")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void isNotTrustedByWhoDoesNotKnowIt() throws Exception {
        var strangers = SelfSigned.trusting(SelfSigned.in(folder, "stranger"));

        assertThatThrownBy(
                        () -> {
                            try (var socket =
                                    (SSLSocket)
                                            strangers
                                                    .getSocketFactory()
                                                    .createSocket("127.0.0.1", gateway.port())) {
                                socket.startHandshake();
                            }
                        })
                .isInstanceOf(SSLException.class);
    }

    private static Certificate shown() throws Exception {
        try (SSLSocket socket = connected("TLSv1.3")) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connected(String protocol) throws Exception {
        var socket =
                (SSLSocket)
                        SelfSigned.trusting(first, second)
                                .getSocketFactory()
                                .createSocket("127.0.0.1", gateway.port());
        socket.setSoTimeout(10_000);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    private static String health(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write(
                        "GET /actuator/health HTTP/1.1\r\nHost: a\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = new byte[8192];
        int read = socket.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(0, read), StandardCharsets.UTF_8);
    }

    /** A greeting that offers this version at most. */
    private static byte[] clientHello(int version) {
        String rest =
                "00".repeat(32) // chosen at random, as it were
                        + "00" // no session to go on with
                        + "0004c009c02b" // ECDHE and ECDSA, with AES as 1.0 and as 1.2 have it
                        + "0100" // no compression
                        + "0010"
                        + "000a000400020017" // the curve P-256
                        + "000d000400020403"; // signatures by ECDSA with SHA-256
        byte[] hello = HexFormat.of().parseHex("%04x%s".formatted(version, rest));
        return HexFormat.of()
                .parseHex(
                        "160301%04x01%06x%s"
                                .formatted(
                                        hello.length + 4,
                                        hello.length,
                                        HexFormat.of().formatHex(hello)));
    }
}
