package id.bekal.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A service, and an issuer, with a certificate of an authority that Java does not know. */
class ServicesByTlsIT {

    @TempDir static Path folder;

    private static SelfSigned own;
    private static HttpsServer server;
    private static volatile String answer = "by TLS";

    @BeforeAll
    static void start() throws Exception {
        own = SelfSigned.in(folder, "service");
        own.writeTo(folder.resolve("trust.pem"), folder.resolve("unused.key"));
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(own.serverContext()));
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void areAskedIfTheirAuthorityIsNamed() throws Exception {
        answer = "by TLS";
        try (var gateway =
                new GatewayFixture(
                        "BEKAL_TRAINING_URI=" + uri(),
                        "BEKAL_SERVICES_TRUST=" + folder.resolve("trust.pem"))) {
            var response = gateway.send(gateway.authorized("/api/programs"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("by TLS");
        }
    }

    @Test
    void areNotTrustedOtherwise() throws Exception {
        try (var gateway = new GatewayFixture("BEKAL_TRAINING_URI=" + uri())) {
            var response = gateway.send(gateway.authorized("/api/programs"));

            assertThat(response.statusCode()).isIn(502, 503);
            assertThat(response.body()).doesNotContain("PKIX", "SSL", "127.0.0.1");
        }
    }

    @Test
    void goForTheIssuersKeysToo() throws Exception {
        try (var gateway =
                new GatewayFixture(
                        "BEKAL_JWKS_URI=" + uri() + "/keys",
                        "BEKAL_ISSUER_TRUST=" + folder.resolve("trust.pem"))) {
            answer = new JWKSet(gateway.key.toPublicJWK()).toString();

            assertThat(gateway.send(gateway.authorized("/api/programs")).statusCode())
                    .isEqualTo(200);
        }
        try (var gateway = new GatewayFixture("BEKAL_JWKS_URI=" + uri() + "/keys")) {
            answer = new JWKSet(gateway.key.toPublicJWK()).toString();

            assertThat(gateway.send(gateway.authorized("/api/programs")).statusCode())
                    .isEqualTo(503);
        }
    }

    private static String uri() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }
}
