package id.bekal.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;
import id.bekal.events.TestNames;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.testing.TestKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What hostile and broken receivers can do to a sender: nothing, within a bounded time. */
class SenderTests {

    private static final Instant NOW = Instant.parse("2026-11-30T01:00:00Z");

    private final TestNames names = new TestNames();
    private final WebhookSettings settings = WebhookFixture.settings(true, "127.0.0.1/32");
    private final Sender sender =
            new Sender(
                    WebhookFixture.names(names, settings),
                    settings,
                    Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/ok",
                exchange -> {
                    heard.add(exchange.getRequestURI().getPath());
                    byte[] answer = "\u0007taken\n".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.createContext(
                "/elsewhere",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/ok");
                    exchange.sendResponseHeaders(307, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        server.stop(0);
        sender.destroy();
    }

    private Answer send(String url) {
        Signatures signatures = new Signatures(MasterKeys.read(TestKeys.masterKeys(), "K"));
        WebhookId id = new WebhookId("webhook-1");
        DataKey key = signatures.newDataKey(id);
        Webhook webhook =
                new Webhook(
                        id,
                        new InstitutionId("blk-1"),
                        0,
                        new Webhook.Wish(url, null, Set.of(), DeliveryOrder.PARALLEL),
                        SignatureKind.HMAC,
                        0,
                        key,
                        signatures.make(id, key, SignatureKind.HMAC, NOW).key(),
                        NOW);
        return sender.send(URI.create(url), signatures.open(webhook), "event-1", "{}");
    }

    private Answer sendTo(int port) {
        return send("http://127.0.0.1:" + port + "/");
    }

    private int port() {
        return server.getAddress().getPort();
    }

    @Test
    void tellsHowTheAnswerBegins() {
        Answer answer = send("http://127.0.0.1:" + port() + "/ok");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.isDelivered()).isTrue();
        assertThat(answer.firstBytes()).isEqualTo("taken");
    }

    @Test
    void followsNoRedirect() {
        Answer answer = send("http://127.0.0.1:" + port() + "/elsewhere");
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.isDelivered()).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    void asksNoProxyOfTheEnvironment() {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        System.setProperty("http.nonProxyHosts", "");
        try {
            names.lead("receiver.test", "127.0.0.1");
            assertThat(send("http://receiver.test:" + port() + "/ok").status()).isEqualTo(200);
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts")
                    .forEach(System::clearProperty);
        }
    }

    @Test
    void connectsToNoAddressThatIsRefused() {
        names.lead("receiver.test", "127.0.0.1");
        assertThat(send("http://receiver.test:" + port() + "/ok").isDelivered()).isTrue();
        names.lead("inside.test", "127.0.0.2");
        for (String host :
                List.of("inside.test", "127.0.0.2", "[::1]", "2130706434", "169.254.169.254")) {
            assertThat(send("http://" + host + ":" + port() + "/ok").failure())
                    .as(host)
                    .isEqualTo(Answer.Failure.ADDRESS_REFUSED);
        }
        assertThat(send("http://nowhere.test:" + port() + "/ok").failure())
                .isEqualTo(Answer.Failure.HOST_UNKNOWN);
        assertThat(heard).hasSize(1);
    }

    @Test
    void sendsNothingInClearUnlessThatIsAllowed() throws IOException {
        WebhookSettings strict = WebhookFixture.settings(false, "127.0.0.1/32");
        Sender strictSender =
                new Sender(WebhookFixture.names(names, strict), strict, Clock.systemUTC());
        assertThat(
                        strictSender
                                .send(
                                        URI.create("http://127.0.0.1:" + port() + "/ok"),
                                        new Signatures(MasterKeys.read(TestKeys.masterKeys(), "K"))
                                                .open(someWebhook()),
                                        "event-1",
                                        "{}")
                                .failure())
                .isEqualTo(Answer.Failure.ADDRESS_REFUSED);
        assertThat(heard).isEmpty();
        strictSender.destroy();
    }

    private static Webhook someWebhook() {
        Signatures signatures = new Signatures(MasterKeys.read(TestKeys.masterKeys(), "K"));
        WebhookId id = new WebhookId("webhook-1");
        DataKey key = signatures.newDataKey(id);
        return new Webhook(
                id,
                new InstitutionId("blk-1"),
                0,
                new Webhook.Wish("http://x.test", null, Set.of(), DeliveryOrder.PARALLEL),
                SignatureKind.HMAC,
                0,
                key,
                signatures.make(id, key, SignatureKind.HMAC, NOW).key(),
                NOW);
    }

    @Test
    void tellsThatNobodyIsThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(sendTo(free).failure()).isEqualTo(Answer.Failure.NO_CONNECTION);
    }

    /** A receiver of bytes: what it does with a connection. */
    private interface Rude {
        void serve(Socket connection) throws IOException, InterruptedException;
    }

    private static ServerSocket rude(Rude rude) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (Socket connection = server.accept()) {
                                rude.serve(connection);
                            } catch (IOException | InterruptedException e) {
                                // the sender has gone
                            }
                        });
        return server;
    }

    @Test
    void waitsForNoAnswerForEver() throws IOException {
        try (ServerSocket silent = rude(connection -> TimeUnit.SECONDS.sleep(60))) {
            assertThat(sendTo(silent.getLocalPort()).failure()).isEqualTo(Answer.Failure.TIMED_OUT);
        }
    }

    @Test
    void cutsOffAnAnswerThatDrips() throws IOException {
        try (ServerSocket dripping =
                rude(
                        connection -> {
                            OutputStream out = connection.getOutputStream();
                            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
                            for (int i = 0; i < 1000; i++) {
                                out.write('x');
                                out.flush();
                                TimeUnit.MILLISECONDS.sleep(100);
                            }
                        })) {
            assertThat(sendTo(dripping.getLocalPort()).failure())
                    .isEqualTo(Answer.Failure.TIMED_OUT);
        }
    }

    @Test
    void readsNoMoreThanAPartOfAnEndlessAnswer() throws IOException {
        var written = new java.util.concurrent.atomic.AtomicLong();
        try (ServerSocket endless =
                rude(
                        connection -> {
                            InputStream in = connection.getInputStream();
                            in.read(new byte[4096]);
                            OutputStream out = connection.getOutputStream();
                            out.write(
                                    "HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n"
                                            .getBytes(StandardCharsets.UTF_8));
                            byte[] much = "x".repeat(65_536).getBytes(StandardCharsets.UTF_8);
                            while (written.get() < 1L << 33) {
                                out.write(much);
                                written.addAndGet(much.length);
                            }
                        })) {
            Answer answer = sendTo(endless.getLocalPort());
            assertThat(answer.isDelivered()).isTrue();
            assertThat(answer.firstBytes()).isEqualTo("x".repeat(256));
            // what the sockets hold, not what there was
            assertThat(written.get()).isLessThan(64L << 20);
        }
    }

    @Test
    void takesWhatIsNoAnswerForNone() throws IOException {
        try (ServerSocket odd =
                rude(
                        connection -> {
                            connection.getInputStream().read(new byte[4096]);
                            connection
                                    .getOutputStream()
                                    .write("hello\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                        })) {
            assertThat(sendTo(odd.getLocalPort()).failure()).isEqualTo(Answer.Failure.BROKEN_OFF);
        }
    }

    @Test
    void sendsNothingToWhoHasNoGoodCertificate(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("receiver.p12");
        Process keytool =
                new ProcessBuilder(
                                System.getProperty("java.home") + "/bin/keytool",
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "receiver",
                                "-dname",
                                "CN=127.0.0.1",
                                "-ext",
                                "SAN=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "changeit",
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, "changeit".toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer secure =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        secure.createContext(
                "/",
                exchange -> {
                    heard.add("secure");
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        secure.start();
        try {
            assertThat(send("https://127.0.0.1:" + secure.getAddress().getPort() + "/").failure())
                    .isEqualTo(Answer.Failure.TLS_FAILED);
            assertThat(heard).isEmpty();
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void readsHowLongAReceiverWantsQuiet() {
        assertThat(Sender.wish("120", NOW)).isEqualTo(Duration.ofSeconds(120));
        assertThat(Sender.wish("Mon, 30 Nov 2026 01:05:00 GMT", NOW))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(Sender.wish("Mon, 30 Nov 2026 00:55:00 GMT", NOW)).isNull();
        assertThat(Sender.wish("0", NOW)).isNull();
        assertThat(Sender.wish("-5", NOW)).isNull();
        assertThat(Sender.wish("soon", NOW)).isNull();
        assertThat(Sender.wish("99999999999999999999", NOW)).isNull();
    }
}
