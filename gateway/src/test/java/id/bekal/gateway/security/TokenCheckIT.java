package id.bekal.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import id.bekal.gateway.Backend;
import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

class TokenCheckIT {

    private static final String INVALID = "Bearer error=\"invalid_token\"";

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
                    Base64URL.encode(
                                    GatewayFixture.claims()
                                            .claim("scope", "operations")
                                            .build()
                                            .toString())
                            .toString();

            isRefused(
                    with(parts[0] + "." + forged + "." + parts[2]),
                    "Bearer error=\"invalid_token\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
        void hitsEachSpellingOfNoAlgorithm(String none) throws Exception {
            String header = encoded("{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}");
            String claims = encoded(GatewayFixture.claims().build().toString());

            isRefused(with(header + "." + claims + "."), INVALID);
            isRefused(with(header + "." + claims + ".c2ln"), INVALID);
        }

        @Test
        void hitsASymmetricSignatureWithTheKeysPublishedText() throws Exception {
            String published = gateway.key.toPublicJWK().toJSONString();
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID(gateway.key.getKeyID())
                                    .build(),
                            GatewayFixture.claims().build());
            jwt.sign(new MACSigner(published));

            isRefused(with(jwt.serialize()), INVALID);
        }

        /** The attacker's key is found where the token says; nobody must look there. */
        @Test
        void hitsATokenThatBringsOrNamesItsOwnKey() throws Exception {
            ECKey own = GatewayFixture.key("own");
            try (var attacker = new Backend(new JWKSet(own).toString())) {
                var named = attacker.uri().resolve("/jwks");
                isRefused(with(signed(header("own").jwkURL(named), own)), INVALID);
                isRefused(with(signed(header("own").x509CertURL(named), own)), INVALID);
                isRefused(with(signed(header("own").jwk(own.toPublicJWK()), own)), INVALID);
                isRefused(
                        with(
                                signed(
                                        header(gateway.key.getKeyID())
                                                .jwkURL(named)
                                                .jwk(own.toPublicJWK()),
                                        own)),
                        INVALID);

                assertThat(attacker.seen()).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "unknown",
                    "../../../../dev/null",
                    "/etc/passwd",
                    "current' OR '1'='1",
                    "http://evil.test/key",
                    "current\u0000",
                    "CURRENT",
                    ""
                })
        void hitsAKeyThatIsNotPublished(String name) throws Exception {
            isRefused(with(signed(header(name), GatewayFixture.key("own"))), INVALID);
        }

        @Test
        void hitsAnExtensionThatMustBeUnderstood() throws Exception {
            isRefused(
                    with(
                            signed(
                                    header(gateway.key.getKeyID())
                                            .criticalParams(Set.of("exp"))
                                            .customParam("exp", 1),
                                    gateway.key)),
                    INVALID);
            isRefused(
                    with(
                            signed(
                                    header(gateway.key.getKeyID())
                                            .criticalParams(Set.of("http://evil.test/x"))
                                            .customParam("http://evil.test/x", true),
                                    gateway.key)),
                    INVALID);
        }

        @ParameterizedTest
        @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "JWE"})
        void hitsATokenOfAnotherKind(String type) throws Exception {
            isRefused(
                    with(
                            signed(
                                    header(gateway.key.getKeyID()).type(new JOSEObjectType(type)),
                                    gateway.key)),
                    INVALID);
        }

        @Test
        void hitsTwoTokensEvenIfBothAreGood() throws Exception {
            String good = "Bearer " + gateway.token();

            for (String other : List.of(good, "Bearer garbage", "Basic YTpi", "")) {
                isRefused(
                        gateway.send(
                                gateway.request("/api/programs")
                                        .header("Authorization", good)
                                        .header("Authorization", other)),
                        "Bearer error=\"invalid_request\"");
            }
            assertThat(
                            gateway.send(
                                            gateway.request("/api/programs")
                                                    .header("Authorization", good + ", " + good))
                                    .statusCode())
                    .isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"access_token", "token", "id_token", "Authorization"})
        void hitsATokenInTheAddress(String parameter) throws Exception {
            isRefused(
                    gateway.send(
                            gateway.request("/api/programs?" + parameter + "=" + gateway.token())),
                    "Bearer");
        }

        @Test
        void hitsATokenInTheBody() throws Exception {
            isRefused(
                    gateway.send(
                            gateway.request("/api/programs")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "access_token=" + gateway.token()))),
                    "Bearer");
        }

        private static JWSHeader.Builder header(String key) {
            return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key);
        }

        private static String signed(JWSHeader.Builder header, ECKey key) throws Exception {
            var jwt = new SignedJWT(header.build(), GatewayFixture.claims().build());
            var signer = new ECDSASigner(key);
            if (jwt.getHeader().getCriticalParams() == null) {
                jwt.sign(signer);
                return jwt.serialize();
            }
            byte[] signature =
                    signer.sign(
                                    new JWSHeader.Builder(JWSAlgorithm.ES256).build(),
                                    jwt.getSigningInput())
                            .decode();
            return new String(jwt.getSigningInput(), StandardCharsets.US_ASCII)
                    + "."
                    + Base64URL.encode(signature);
        }

        private static String encoded(String json) {
            return Base64URL.encode(json).toString();
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
            assertThat(headers.firstValue("Permissions-Policy").orElse(""))
                    .contains("geolocation=()");
            assertThat(headers.firstValue("Strict-Transport-Security").orElse(""))
                    .as("the issuer is reached by https")
                    .startsWith("max-age=31536000");
            assertThat(headers.firstValue("Server")).isEmpty();
            assertThat(headers.firstValue("X-Powered-By")).isEmpty();
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

        @ParameterizedTest
        @ValueSource(strings = {"/api/programs", "/oauth2/token", "/operations/training/outbox"})
        void areKeptByNobody(String path) throws Exception {
            gateway.training.answers(
                    exchange -> {
                        exchange.getResponseHeaders().set("Cache-Control", "public, max-age=60");
                        return "training";
                    });

            assertThat(gateway.send(gateway.authorized(path)).headers().allValues("Cache-Control"))
                    .containsExactly("no-store");
            assertThat(gateway.send(gateway.request(path)).headers().allValues("Cache-Control"))
                    .containsExactly("no-store");
        }

        @Test
        void openNothingToOtherOrigins() throws Exception {
            var preflight =
                    gateway.send(
                            gateway.request("/api/programs")
                                    .header("Origin", "https://evil.test")
                                    .header("Access-Control-Request-Method", "POST")
                                    .method("OPTIONS", BodyPublishers.noBody()));
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
