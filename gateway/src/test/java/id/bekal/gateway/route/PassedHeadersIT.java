package id.bekal.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.Backend;
import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Cookies, and what a service says of itself. */
class PassedHeadersIT {

    private static final String POLICY = "default-src 'none'; form-action 'self'";

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = new GatewayFixture();
        gateway.send(gateway.authorized("/api/programs")); // fetches the keys
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void answer() {
        gateway.forget();
        Backend.Answer answer =
                exchange -> {
                    var headers = exchange.getResponseHeaders();
                    headers.add("Set-Cookie", "session=1; HttpOnly; Secure; SameSite=Lax");
                    headers.add("Set-Cookie", "csrf=2; Secure");
                    headers.set("Content-Security-Policy", POLICY);
                    headers.set("Server", "Apache Tomcat/11.0.0");
                    headers.set("X-Powered-By", "Servlet 6.1");
                    return "answer";
                };
        gateway.identity.answers(answer);
        gateway.training.answers(answer);
        gateway.certification.answers(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/login", "/logout", "/totp", "/invitation/abc", "/oauth2/authorize?a=b"})
    void passWherePeopleSignInWithThePagesOwnPolicy(String path) throws Exception {
        var response = gateway.send(gateway.request(path).header("Cookie", "session=0"));

        assertThat(response.headers().allValues("Set-Cookie"))
                .containsExactly("session=1; HttpOnly; Secure; SameSite=Lax", "csrf=2; Secure");
        assertThat(response.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
        assertThat(gateway.identity.only().header("Cookie")).isEqualTo("session=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/programs", "/api/clients", "/operations/identity/x", "/verify/a"})
    void passNowhereElse(String path) throws Exception {
        var response = gateway.send(gateway.authorized(path).header("Cookie", "session=0"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        for (var backend : List.of(gateway.identity, gateway.training)) {
            assertThat(backend.seen()).allMatch(request -> request.header("Cookie") == null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/api/programs", "/verify/a", "/nothing"})
    void tellNotWhichSoftwareAnswers(String path) throws Exception {
        var headers = gateway.send(gateway.authorized(path)).headers();

        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }

    @Test
    void keepWhatCallersNeed() throws Exception {
        gateway.training.answers(
                exchange -> {
                    exchange.getResponseHeaders().set("ETag", "\"3\"");
                    exchange.getResponseHeaders().set("Location", "/api/programs/1");
                    return "x";
                });

        var headers = gateway.send(gateway.authorized("/api/programs")).headers();

        assertThat(headers.firstValue("ETag")).contains("\"3\"");
        assertThat(headers.firstValue("Location")).contains("/api/programs/1");
    }
}
