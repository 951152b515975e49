package id.bekal.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.gateway.Backend;
import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

class RevocationIT {

    private static final Instant ISSUED = Instant.now().minusSeconds(60);

    private static Backend issuer;
    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        issuer = new Backend("{\"subjects\": []}");
        gateway =
                new GatewayFixture(
                        "BEKAL_REVOCATIONS_URI=" + issuer.uri() + "/oauth2/revocations",
                        "BEKAL_REVOCATIONS_EVERY=100ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        gateway.forget();
    }

    @AfterEach
    void revokeNobody() {
        publish("{\"subjects\": []}");
    }

    @Test
    void refusesTheTokensARevokedSubjectHasAndAcceptsTheNextOne() throws Exception {
        assertThat(with("lapas", ISSUED).statusCode()).isEqualTo(200);
        gateway.forget();

        revoke("lapas", ISSUED.plusSeconds(30));

        HttpResponse<String> refused = with("lapas", ISSUED);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"invalid_token\"");
        assertThat(refused.body())
                .contains("\"code\":\"UNAUTHENTICATED\"")
                .doesNotContain("revoked");
        assertThat(gateway.training.seen()).isEmpty();
        assertThat(with("lapas", ISSUED.plusSeconds(31)).statusCode()).isEqualTo(200);
        assertThat(with("blk", ISSUED).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesARevokedSubjectsTokenThatHidesWhenItWasIssued() throws Exception {
        revoke("lapas", ISSUED);

        assertThat(with("lapas", null).statusCode()).isEqualTo(401);
        assertThat(with("blk", null).statusCode()).isEqualTo(200);
    }

    @Test
    void isNoMatterOfReadiness() throws Exception {
        revoke("lapas", ISSUED.plusSeconds(30));
        issuer.answers(Backend.status(500));
        await().untilAsserted(() -> assertThat(asked()).isGreaterThan(0));

        assertThat(gateway.send(gateway.request("/actuator/health/readiness")).statusCode())
                .isEqualTo(200);
        assertThat(with("lapas", ISSUED).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/revocations",
                "/oauth2/revocations/",
                "/oauth2/%72evocations",
                "/oauth2/revocations?a=b"
            })
    void isNotShownToThePublic(String path) throws Exception {
        assertThat(gateway.send(gateway.request(path)).statusCode()).isEqualTo(404);
        assertThat(gateway.identity.seen()).isEmpty();
    }

    private static void revoke(String subject, Instant notBefore) {
        publish(
                "{\"subjects\": [{\"sub\": \"%s\", \"notBefore\": \"%s\"}]}"
                        .formatted(subject, notBefore));
    }

    /** Returns when the gateway has taken it over. */
    private static void publish(String list) {
        issuer.answers(exchange -> list);
        issuer.forget();
        // it has asked twice since, so it has read the answer to the first
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(asked()).isGreaterThan(2));
    }

    private static int asked() {
        return issuer.seen().size();
    }

    private static HttpResponse<String> with(String subject, Instant issued) throws Exception {
        var claims =
                GatewayFixture.claims()
                        .subject(subject)
                        .issueTime(issued == null ? null : Date.from(issued))
                        .build();
        return gateway.send(
                gateway.request("/api/programs")
                        .header(
                                "Authorization",
                                "Bearer " + GatewayFixture.token(claims, gateway.key)));
    }
}
