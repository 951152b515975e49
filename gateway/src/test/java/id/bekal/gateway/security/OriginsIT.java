package id.bekal.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

class OriginsIT {

    private static final String NAMED = "https://dashboard.test";

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        gateway = new GatewayFixture("BEKAL_CORS_ORIGINS=" + NAMED + ",https://other.test");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.forget();
        gateway.training.answers(
                exchange -> {
                    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
                    exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
                    return "training";
                });
    }

    @Test
    void mayUseTheApiIfTheyAreNamed() throws Exception {
        var asked = gateway.send(preflight("/api/programs", NAMED, "POST", "authorization"));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().allValues("Access-Control-Allow-Origin")).containsExactly(NAMED);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(gateway.training.seen()).as("a service is not asked").isEmpty();

        var answer = gateway.send(gateway.authorized("/api/programs").header("Origin", NAMED));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly(NAMED);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("ETag", "RateLimit");
    }

    @Test
    void mayReadRefusalsToo() throws Exception {
        var answer = gateway.send(gateway.request("/api/programs").header("Origin", NAMED));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly(NAMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test",
                "http://dashboard.test",
                "https://dashboard.test:8443",
                "https://dashboard.test.evil.test",
                "null"
            })
    void mayNotIfTheyAreNot(String origin) throws Exception {
        var asked = gateway.send(preflight("/api/programs", origin, "POST", "authorization"));
        var answer = gateway.send(gateway.authorized("/api/programs").header("Origin", origin));

        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(allowed(asked.headers())).isFalse();
        assertThat(allowed(answer.headers())).isFalse();
        assertThat(gateway.training.seen()).isEmpty();
    }

    @Test
    void mayNotSignPeopleIn() throws Exception {
        assertThat(
                        allowed(
                                gateway.send(preflight("/login", NAMED, "POST", "content-type"))
                                        .headers()))
                .isFalse();
        assertThat(
                        allowed(
                                gateway.send(gateway.request("/login").header("Origin", NAMED))
                                        .headers()))
                .isFalse();
    }

    @Test
    void mayNotSendWhatNoRequestNeeds() throws Exception {
        assertThat(gateway.send(preflight("/api/programs", NAMED, "POST", "x-user")).statusCode())
                .isEqualTo(403);
    }

    private static HttpRequest.Builder preflight(
            String path, String origin, String method, String header) {
        return gateway.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", header)
                .method("OPTIONS", BodyPublishers.noBody());
    }

    private static boolean allowed(HttpHeaders headers) {
        return headers.firstValue("Access-Control-Allow-Origin").isPresent();
    }
}
