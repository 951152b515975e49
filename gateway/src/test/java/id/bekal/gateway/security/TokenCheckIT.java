package id.bekal.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

class TokenCheckIT {

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
    void forget() {
        gateway.forget();
    }

    @Nested
    class Refusing {

        @Test
        void happensWithoutAToken() throws Exception {
            var response = gateway.send(gateway.request("/api/programs"));

            isRefused(response, "Bearer");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/agreements",
                    "/api/learners/1",
                    "/api/certificates",
                    "/api/unknown",
                    "/operations/training/dead-letters",
                    "/actuator/env",
                    "/actuator/gateway/routes"
                })
        void happensEverywhereButOnThePublicPaths(String path) throws Exception {
            isRefused(gateway.send(gateway.request(path)), "Bearer");
        }

        @Test
        void hitsGarbage() throws Exception {
            isRefused(with("garbage"), "Bearer error=\"invalid_token\"");
        }

        @Test
        void hitsAnExpiredToken() throws Exception {
            Date past = Date.from(Instant.now().minus(Duration.ofMinutes(2)));

            isInvalid(GatewayFixture.claims().expirationTime(past).build());
        }

        @Test
        void hitsATokenThatIsNotValidYet() throws Exception {
            Date future = Date.from(Instant.now().plus(Duration.ofMinutes(5)));

            isInvalid(GatewayFixture.claims().notBeforeTime(future).build());
        }

        @Test
        void hitsAForeignIssuer() throws Exception {
            isInvalid(GatewayFixture.claims().issuer("https://other.test").build());
        }

        @Test
        void hitsAForeignAudience() throws Exception {
            isInvalid(GatewayFixture.claims().audience("another").build());
        }

        @Test
        void hitsATokenForNobody() throws Exception {
            isInvalid(GatewayFixture.claims().audience((String) null).build());
        }

        @Test
        void hitsATokenWithoutEnd() throws Exception {
            isInvalid(GatewayFixture.claims().expirationTime(null).build());
        }

        @Test
        void hitsAnUnsignedToken() throws Exception {
            isRefused(
                    with(new PlainJWT(GatewayFixture.claims().build()).serialize()),
                    "Bearer error=\"invalid_token\"");
        }

        @Test
        void hitsASymmetricSignatureWithThePublicKey() throws Exception {
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID(gateway.key.getKeyID())
                                    .build(),
                            GatewayFixture.claims().build());
            jwt.sign(new MACSigner(gateway.key.toECPublicKey().getEncoded()));

            isRefused(with(jwt.serialize()), "Bearer error=\"invalid_token\"");
        }

        @Test
        void hitsAnotherKeyUnderTheSameName() throws Exception {
            String token =
                    GatewayFixture.token(
                            GatewayFixture.claims().build(),
                            GatewayFixture.key(gateway.key.getKeyID()));

            isRefused(with(token), "Bearer error=\"invalid_token\"");
        }

        @Test
        void hitsAChangedToken() throws Exception {
            String[] parts = gateway.token().split("\\.");
            String forged =
                    com.nimbusds.jose.util.Base64URL.encode(
                                    GatewayFixture.claims()
                                            .claim("scope", "operations")
                                            .build()
                                            .toString())
                            .toString();

            isRefused(
                    with(parts[0] + "." + forged + "." + parts[2]),
                    "Bearer error=\"invalid_token\"");
        }

        private void isInvalid(JWTClaimsSet claims) throws Exception {
            isRefused(
                    with(GatewayFixture.token(claims, gateway.key)),
                    "Bearer error=\"invalid_token\"");
        }

        private void isRefused(HttpResponse<String> response, String challenge) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains(challenge);
            assertThat(response.body()).contains("\"code\":\"UNAUTHENTICATED\"");
            assertThat(gateway.training.seen()).isEmpty();
        }
    }

    @Test
    void lookForNoTokenOnPublicPaths() throws Exception {
        var response =
                gateway.send(
                        gateway.request("/verify/abc").header("Authorization", "Bearer garbage"));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Nested
    class Management {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/actuator/health",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness"
                })
        void showsHealthToAnyone(String path) throws Exception {
            var response = gateway.send(gateway.request(path));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"status\":\"UP\"");
        }

        @Test
        void isClosedToATokenWithoutTheOperationsScope() throws Exception {
            var response = gateway.send(gateway.authorized("/actuator/env"));

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("\"code\":\"FORBIDDEN\"");
        }

        @Test
        void hasNothingElseToShowEvenToOperators() throws Exception {
            String token =
                    GatewayFixture.token(
                            GatewayFixture.claims().claim("scope", "operations").build(),
                            gateway.key);

            var response =
                    gateway.send(
                            gateway.request("/actuator/env")
                                    .header("Authorization", "Bearer " + token));

            assertThat(response.statusCode()).isEqualTo(404);
        }
    }

    @Nested
    class Responses {

        @ParameterizedTest
        @ValueSource(strings = {"/verify/abc", "/api/programs", "/nothing", "/docs/index.html"})
        void carrySecurityHeaders(String path) throws Exception {
            var headers = gateway.send(gateway.request(path)).headers();

            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'");
        }

        @Test
        void leaveTheContentPolicyToAServiceThatHasOne() throws Exception {
            gateway.certification.answers(
                    exchange -> {
                        exchange.getResponseHeaders()
                                .set("Content-Security-Policy", "default-src 'none'");
                        return "page";
                    });

            var headers = gateway.send(gateway.request("/verify/abc")).headers();

            assertThat(headers.allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'");
        }

        @Test
        void openNothingToOtherOrigins() throws Exception {
            var preflight =
                    gateway.send(
                            gateway.request("/api/programs")
                                    .header("Origin", "https://evil.test")
                                    .header("Access-Control-Request-Method", "POST")
                                    .method(
                                            "OPTIONS",
                                            java.net.http.HttpRequest.BodyPublishers.noBody()));
            var simple =
                    gateway.send(
                            gateway.authorized("/api/programs")
                                    .header("Origin", "https://evil.test"));

            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
            assertThat(simple.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    private static HttpResponse<String> with(String token) throws Exception {
        return gateway.send(
                gateway.request("/api/programs").header("Authorization", "Bearer " + token));
    }
}
