package id.bekal.identity.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.identity.IdentityFixture;
import id.bekal.testing.Api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

class ClientsIT {

    private static final String ISSUER = "https://bekal.test";

    private static IdentityFixture identity;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        identity =
                IdentityFixture.start(folder, "bekal.identity.issuer=" + ISSUER).withInstitutions();
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static Map<String, Object> request(String institution, Object... changes) {
        Map<String, Object> request = new HashMap<>();
        request.put("institution", institution);
        request.put("name", "SIMPAS");
        request.put("scopes", List.of("training.read", "training.write"));
        request.put("authentication", "SECRET");
        for (int i = 0; i < changes.length; i += 2) {
            request.put((String) changes[i], changes[i + 1]);
        }
        return request;
    }

    private static JsonNode registered(Map<String, Object> request) throws Exception {
        return identity.as("kanwil").post("/api/clients", request).expect(201).json();
    }

    private static int tokenStatus(String id, String secret) throws Exception {
        return identity.token(id, secret).statusCode();
    }

    /** A token of an administrator of the institution: a client that has the role. */
    private static Api administrator(String institution) throws Exception {
        JsonNode client =
                registered(
                        request(
                                institution,
                                "scopes",
                                List.of("accounts"),
                                "roles",
                                List.of("ADMINISTRATOR")));
        return identity.bearing(
                IdentityFixture.accessToken(
                        identity.token(
                                client.path("id").asString(), client.path("secret").asString())));
    }

    @Nested
    class Registering {

        @Test
        void givesASecretOnceThatGetsTokensOfTheInstitutionAtOnce() throws Exception {
            Api.Answer answer =
                    identity.as("kanwil").post("/api/clients", request("lapas-1")).expect(201);
            String id = answer.json().path("id").asString();
            String secret = answer.json().path("secret").asString();

            assertThat(answer.header("Location")).isEqualTo("/api/clients/" + id);
            assertThat(answer.header("ETag")).isEqualTo("\"0\"");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(secret).hasSize(43);
            JWTClaimsSet claims =
                    IdentityFixture.jwt(identity.token(id, secret, "training.read"))
                            .getJWTClaimsSet();
            assertThat(claims.getSubject()).isEqualTo(id);
            assertThat(claims.getClaim("institution")).isEqualTo("lapas-1");
            assertThat(claims.getClaim("kind")).isEqualTo("LAPAS");
            assertThat(claims.getClaim("roles")).isEqualTo(List.of("INTEGRATOR"));
            assertThat(claims.getClaim("scope")).isEqualTo("training.read");
            Api.Answer read = identity.as("kanwil").get("/api/clients/" + id).expect(200);
            assertThat(read.json().has("secret")).isFalse();
            assertThat(new String(read.bytes())).doesNotContain(secret);
        }

        @Test
        void isAnsweredAgainForTheSameKeyWithoutTheSecret() throws Exception {
            Api kanwil =
                    identity.as("kanwil").with("Idempotency-Key", UUID.randomUUID().toString());
            JsonNode first = kanwil.post("/api/clients", request("lapas-1")).expect(201).json();

            Api.Answer again = kanwil.post("/api/clients", request("lapas-1")).expect(201);

            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.json().path("id")).isEqualTo(first.path("id"));
            assertThat(first.has("secret")).isTrue();
            assertThat(again.json().has("secret")).isFalse();
            var kept =
                    identity.bean(org.springframework.data.mongodb.core.MongoOperations.class)
                            .findAll(org.bson.Document.class, "idempotency_keys");
            assertThat(kept)
                    .isNotEmpty()
                    .allSatisfy(
                            document ->
                                    assertThat(
                                                    new String(
                                                            document.get(
                                                                            "body",
                                                                            org.bson.types.Binary
                                                                                    .class)
                                                                    .getData()))
                                            .doesNotContain(first.path("secret").asString()));
        }

        @Test
        void isRefusedForAnInstitutionNoLongerInForceAndEndsItsTokens() throws Exception {
            identity.institution(
                    "lapas-4", "LAPAS", InstitutionRole.CORRECTIONAL, "kanwil-1", true);
            JsonNode client = registered(request("lapas-4"));
            String id = client.path("id").asString();
            String secret = client.path("secret").asString();
            assertThat(tokenStatus(id, secret)).isEqualTo(200);

            identity.institution(
                    "lapas-4", "LAPAS", InstitutionRole.CORRECTIONAL, "kanwil-1", false);

            assertThat(tokenStatus(id, secret)).isEqualTo(401);
            assertThat(identity.get("/oauth2/revocations").body()).contains(id);
            Api.Answer refused =
                    identity.as("kanwil").post("/api/clients", request("lapas-4")).expect(409);
            assertThat(refused.code()).isEqualTo("INSTITUTION_NOT_IN_FORCE");
        }

        @ParameterizedTest
        @CsvSource({
            "lapas-1, certificates.write, SCOPE_NOT_FOR_THIS_INSTITUTION",
            "lapas-1, institutions.write, SCOPE_NOT_FOR_THIS_INSTITUTION",
            "lapas-1, operations, SCOPE_NOT_FOR_THIS_INSTITUTION",
            "lapas-1, made.up, SCOPE_NOT_FOR_THIS_INSTITUTION",
            "kanwil-1, operations, ROLE_ABOVE_THE_GRANTER"
        })
        void isRefusedWithAScopeAboveWhatTheInstitutionOrTheGranterMay(
                String institution, String scope, String code) throws Exception {
            Api.Answer refused =
                    identity.as("kanwil")
                            .with("Accept-Language", "en")
                            .post("/api/clients", request(institution, "scopes", List.of(scope)))
                            .expect(409);

            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.json().path("detail").asString()).endsWith(".").contains(" ");
        }

        @ParameterizedTest
        @CsvSource({
            "lapas-1, OPERATOR, ROLE_NOT_FOR_THIS_INSTITUTION",
            "lapas-1, INSTRUCTOR, ROLE_NOT_FOR_THIS_INSTITUTION",
            "kanwil-1, OPERATOR, ROLE_ABOVE_THE_GRANTER"
        })
        void isRefusedWithARoleAboveWhatTheInstitutionOrTheGranterMay(
                String institution, String role, String code) throws Exception {
            Api.Answer refused =
                    identity.as("kanwil")
                            .post(
                                    "/api/clients",
                                    request(
                                            institution,
                                            "scopes",
                                            List.of("training.read"),
                                            "roles",
                                            List.of(role)))
                            .expect(409);

            assertThat(refused.code()).isEqualTo(code);
        }

        @Test
        void namesTheFieldAtFault() throws Exception {
            Api kanwil = identity.as("kanwil");

            assertThat(fields(kanwil, request("lapas-1", "name", " "))).contains("name");
            assertThat(fields(kanwil, request("lapas-1", "scopes", List.of()))).contains("scopes");
            assertThat(fields(kanwil, request("lapas-1", "roles", List.of("KING"))))
                    .anyMatch(field -> field.startsWith("roles"));
            assertThat(fields(kanwil, request("lapas-1", "authentication", "PRIVATE_KEY_JWT")))
                    .contains("jwks");
        }

        private List<String> fields(Api api, Map<String, Object> request) {
            return api
                    .post("/api/clients", request)
                    .expect(400)
                    .json()
                    .path("errors")
                    .values()
                    .stream()
                    .map(error -> error.path("field").asString())
                    .toList();
        }
    }

    @Nested
    class Whose {

        @Test
        void areThoseOfTheAuthoritysInstitutionsAndNobodyElses() throws Exception {
            String id = registered(request("lapas-1")).path("id").asString();
            Api foreign = identity.as("other-kanwil");

            foreign.post("/api/clients", request("lapas-1")).expect(404);
            foreign.get("/api/clients/" + id).expect(404);
            foreign.get("/api/clients?institution=lapas-1").expect(404);
            foreign.post("/api/clients/" + id + "/secrets", Map.of()).expect(404);
            foreign.post("/api/clients/" + id + "/revocation", "").expect(404);
            foreign.put("/api/clients/" + id + "/jwks", keys(key())).expect(404);
            identity.as("kanwil").get("/api/clients/" + id).expect(200);
            identity.as("kanwil").get("/api/clients/none").expect(404);
            identity.as("kanwil").post("/api/clients", request("nowhere")).expect(404);
        }

        @Test
        void areThoseOfAnAdministratorsOwnInstitution() throws Exception {
            Api own = administrator("lapas-1");
            String other = registered(request("blk-1")).path("id").asString();

            JsonNode made = own.post("/api/clients", request("lapas-1")).expect(201).json();
            own.get("/api/clients/" + made.path("id").asString()).expect(200);
            own.get("/api/clients").expect(200);
            own.get("/api/clients/" + other).expect(404);
            own.post("/api/clients", request("blk-1")).expect(404);
        }

        @Test
        void areNotAnIntegratorsEvenWithTheScope() throws Exception {
            JsonNode client = registered(request("lapas-1", "scopes", List.of("accounts")));
            String id = client.path("id").asString();
            Api integrator =
                    identity.bearing(
                            IdentityFixture.accessToken(
                                    identity.token(id, client.path("secret").asString())));

            for (Api.Answer refused :
                    List.of(
                            integrator.get("/api/clients/" + id),
                            integrator.get("/api/clients"),
                            integrator.post("/api/clients", request("lapas-1")))) {
                assertThat(refused.expect(403).code()).isEqualTo("ROLE_MISSING");
            }
        }

        @Test
        void needTheScope() throws Exception {
            identity.as("lapas").get("/api/clients").expect(403);
            identity.api().get("/api/clients").expect(401);
        }

        @Test
        void areListedInPages() throws Exception {
            identity.institution(
                    "lapas-5", "LAPAS", InstitutionRole.CORRECTIONAL, "kanwil-1", true);
            for (int i = 0; i < 3; i++) {
                registered(request("lapas-5"));
            }
            Api kanwil = identity.as("kanwil");

            JsonNode first =
                    kanwil.get("/api/clients?institution=lapas-5&limit=2").expect(200).json();
            JsonNode second =
                    kanwil.get(
                                    "/api/clients?institution=lapas-5&limit=2&cursor="
                                            + first.path("next").asString())
                            .expect(200)
                            .json();

            assertThat(first.path("items").size()).isEqualTo(2);
            assertThat(second.path("items").size()).isEqualTo(1);
            assertThat(second.has("next")).isFalse();
        }
    }

    @Nested
    class RotatingASecret {

        @Test
        void leavesTheFormerValidUntilTheOverlapEnds() throws Exception {
            JsonNode client = registered(request("lapas-1"));
            String id = client.path("id").asString();
            String former = client.path("secret").asString();
            String next =
                    identity.as("kanwil")
                            .post("/api/clients/" + id + "/secrets", Map.of("overlap", "PT1H"))
                            .expect(200)
                            .json()
                            .path("secret")
                            .asString();

            assertThat(tokenStatus(id, former)).isEqualTo(200);
            assertThat(tokenStatus(id, next)).isEqualTo(200);
            identity.clock().forward(Duration.ofMinutes(59));
            assertThat(tokenStatus(id, former)).isEqualTo(200);
            identity.clock().forward(Duration.ofMinutes(1));
            assertThat(tokenStatus(id, former)).isEqualTo(401);
            assertThat(tokenStatus(id, next)).isEqualTo(200);
        }

        @Test
        void keepsTwoAtMost() throws Exception {
            JsonNode client = registered(request("lapas-1"));
            String id = client.path("id").asString();
            Api kanwil = identity.as("kanwil");
            String second = rotated(kanwil, id);

            String third = rotated(kanwil, id);

            assertThat(tokenStatus(id, client.path("secret").asString())).isEqualTo(401);
            assertThat(tokenStatus(id, second)).isEqualTo(200);
            assertThat(tokenStatus(id, third)).isEqualTo(200);
        }

        @Test
        void endsTheFormerAtOnceWithoutOverlap() throws Exception {
            JsonNode client = registered(request("lapas-1"));
            String id = client.path("id").asString();

            identity.as("kanwil")
                    .post("/api/clients/" + id + "/secrets", Map.of("overlap", "PT0S"))
                    .expect(200);

            assertThat(tokenStatus(id, client.path("secret").asString())).isEqualTo(401);
        }

        @Test
        void isRefusedOnAnotherVersionThanTheOneMeant() throws Exception {
            String id = registered(request("lapas-1")).path("id").asString();

            identity.as("kanwil")
                    .with("If-Match", "\"7\"")
                    .post("/api/clients/" + id + "/secrets", Map.of())
                    .expect(412);
        }

        @ParameterizedTest
        @ValueSource(strings = {"-PT1S", "P91D"})
        void takesNoOverlapThatMakesNoSense(String overlap) throws Exception {
            String id = registered(request("lapas-1")).path("id").asString();

            identity.as("kanwil")
                    .post("/api/clients/" + id + "/secrets", Map.of("overlap", overlap))
                    .expect(400);
        }

        private String rotated(Api api, String id) {
            return api.post("/api/clients/" + id + "/secrets", "")
                    .expect(200)
                    .json()
                    .path("secret")
                    .asString();
        }
    }

    @Nested
    class Revoking {

        @Test
        void endsTokensAtOnceHereAndTellsTheOthers() throws Exception {
            JsonNode client =
                    registered(
                            request(
                                    "lapas-1",
                                    "scopes",
                                    List.of("accounts"),
                                    "roles",
                                    List.of("ADMINISTRATOR")));
            String id = client.path("id").asString();
            String secret = client.path("secret").asString();
            Api own = identity.bearing(IdentityFixture.accessToken(identity.token(id, secret)));
            own.get("/api/clients").expect(200);
            Instant before = identity.clock().instant();
            assertThat(identity.get("/oauth2/revocations").body()).doesNotContain(id);

            identity.as("kanwil").post("/api/clients/" + id + "/revocation", "").expect(200);

            assertThat(tokenStatus(id, secret)).isEqualTo(401);
            own.get("/api/clients").expect(401);
            Instant notBefore = notBefore(id);
            assertThat(notBefore).isBetween(before, identity.clock().instant().plusSeconds(1));
            assertThat(notBefore.getNano()).isZero();
        }

        @Test
        void isForGood() throws Exception {
            String id = registered(request("lapas-1")).path("id").asString();
            Api kanwil = identity.as("kanwil");
            kanwil.post("/api/clients/" + id + "/revocation", "").expect(200);

            assertThat(kanwil.post("/api/clients/" + id + "/revocation", "").expect(409).code())
                    .isEqualTo("CLIENT_REVOKED");
            assertThat(kanwil.post("/api/clients/" + id + "/secrets", Map.of()).expect(409).code())
                    .isEqualTo("CLIENT_REVOKED");
        }

        @Test
        void isToldForAsLongAsATokenMayLive() throws Exception {
            String id = registered(request("lapas-1")).path("id").asString();
            identity.as("kanwil").post("/api/clients/" + id + "/revocation", "").expect(200);

            identity.clock().forward(Duration.ofMinutes(15));
            assertThat(identity.get("/oauth2/revocations").body()).contains(id);
            identity.clock().forward(Duration.ofMinutes(2));
            assertThat(identity.get("/oauth2/revocations").body()).doesNotContain(id);
        }

        @Test
        void isToldCheaplyToThoseWhoKnow() throws Exception {
            Api.Answer first = identity.api().get("/oauth2/revocations").expect(200);
            String tag = String.valueOf(first.header("ETag"));

            assertThat(first.header("Cache-Control")).contains("max-age=10").contains("public");
            identity.api().with("If-None-Match", tag).get("/oauth2/revocations").expect(304);
            String id = registered(request("lapas-1")).path("id").asString();
            identity.as("kanwil").post("/api/clients/" + id + "/revocation", "").expect(200);
            identity.api().with("If-None-Match", tag).get("/oauth2/revocations").expect(200);
        }

        private Instant notBefore(String id) {
            return identity
                    .api()
                    .get("/oauth2/revocations")
                    .json()
                    .path("subjects")
                    .values()
                    .stream()
                    .filter(entry -> entry.path("sub").asString().equals(id))
                    .map(entry -> Instant.parse(entry.path("notBefore").asString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    class SigningAssertions {

        /** The framework wants it beside the assertion, which says so too. */
        private String client = "";

        @Test
        void getATokenWithoutAnySecret() throws Exception {
            ECKey key = key();
            JsonNode client = registered(withKeys(key));

            assertThat(client.has("secret")).isFalse();
            assertThat(asked(assertion(client, key, claims -> {})).statusCode()).isEqualTo(200);
            assertThat(
                            asked(
                                            assertion(
                                                    client,
                                                    key,
                                                    claims ->
                                                            claims.audience(
                                                                    ISSUER + "/oauth2/token")))
                                    .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void areAcceptedOnceAlsoAtAnotherInstance() throws Exception {
            ECKey key = key();
            String assertion = assertion(registered(withKeys(key)), key, claims -> {});
            assertThat(asked(assertion).statusCode()).isEqualTo(200);

            assertThat(asked(assertion).statusCode()).isEqualTo(401);
            try (IdentityFixture other = identity.another()) {
                assertThat(asked(other, assertion).statusCode()).isEqualTo(401);
            }
        }

        @Test
        void areRefusedWhenForAnotherOrAboutAnotherOrOldOrForTooLong() throws Exception {
            ECKey key = key();
            JsonNode client = registered(withKeys(key));
            Instant now = identity.clock().instant();

            refused(assertion(client, key, claims -> claims.audience("https://other.test")));
            refused(assertion(client, key, claims -> claims.issuer("lapas")));
            refused(assertion(client, key, claims -> claims.subject("lapas")));
            refused(assertion(client, key, claims -> claims.jwtID(null)));
            refused(assertion(client, key, claims -> claims.expirationTime(null)));
            refused(
                    assertion(
                            client,
                            key,
                            claims -> claims.expirationTime(Date.from(now.minusSeconds(31)))));
            refused(
                    assertion(
                            client,
                            key,
                            claims -> claims.expirationTime(Date.from(now.plusSeconds(400)))));
            refused(
                    assertion(
                            client,
                            key,
                            claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60)))));
            refused(assertion(client, key(), claims -> {}));
        }

        @Test
        void areVerifiedByTheNewKeysOnceReplaced() throws Exception {
            ECKey former = key();
            ECKey next = key();
            JsonNode client = registered(withKeys(former));

            identity.as("kanwil")
                    .put("/api/clients/" + client.path("id").asString() + "/jwks", keys(next))
                    .expect(200);

            refused(assertion(client, former, claims -> {}));
            assertThat(asked(assertion(client, next, claims -> {})).statusCode()).isEqualTo(200);
        }

        @Test
        void takePublicKeysOfP256OrRsaOnly() throws Exception {
            Api kanwil = identity.as("kanwil");

            assertThat(code(kanwil, new JWKSet(key()).toString(false)))
                    .isEqualTo("PRIVATE_KEY_GIVEN");
            assertThat(
                            code(
                                    kanwil,
                                    new JWKSet(new ECKeyGenerator(Curve.P_384).generate())
                                            .toString(true)))
                    .isEqualTo("KEY_NOT_P256_OR_RSA");
            assertThat(code(kanwil, "{\"keys\": []}")).isEqualTo("WRONG_LENGTH");
            assertThat(code(kanwil, "{\"keys\": 1}")).isEqualTo("MALFORMED");
        }

        @Test
        void leaveNoSecretToRotateNorASecretKeysToReplace() throws Exception {
            String byKey = registered(withKeys(key())).path("id").asString();
            String bySecret = registered(request("lapas-1")).path("id").asString();
            Api kanwil = identity.as("kanwil");

            assertThat(
                            kanwil.post("/api/clients/" + byKey + "/secrets", Map.of())
                                    .expect(409)
                                    .code())
                    .isEqualTo("CLIENT_HAS_NO_SECRETS");
            assertThat(
                            kanwil.put("/api/clients/" + bySecret + "/jwks", keys(key()))
                                    .expect(409)
                                    .code())
                    .isEqualTo("CLIENT_HAS_NO_KEYS");
        }

        private String code(Api api, String jwks) {
            String body =
                    """
                    {"institution": "lapas-1", "name": "x", "scopes": ["training.read"],
                     "authentication": "PRIVATE_KEY_JWT", "jwks": %s}"""
                            .formatted(jwks);
            return api.post("/api/clients", body)
                    .expect(400)
                    .json()
                    .path("errors")
                    .path(0)
                    .path("code")
                    .asString();
        }

        private void refused(String assertion) throws Exception {
            assertThat(asked(assertion).statusCode()).isEqualTo(401);
        }

        private Map<String, Object> withKeys(ECKey key) {
            return request("lapas-1", "authentication", "PRIVATE_KEY_JWT", "jwks", keys(key));
        }

        private HttpResponse<String> asked(String assertion) throws Exception {
            return asked(identity, assertion);
        }

        private HttpResponse<String> asked(IdentityFixture at, String assertion) throws Exception {
            return at.post(
                    Map.of(
                            "client_id",
                            client,
                            "client_assertion_type",
                            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                            "client_assertion",
                            assertion));
        }

        private String assertion(JsonNode client, ECKey key, Consumer<JWTClaimsSet.Builder> change)
                throws Exception {
            String id = client.path("id").asString();
            this.client = id;
            var claims =
                    new JWTClaimsSet.Builder()
                            .issuer(id)
                            .subject(id)
                            .audience(ISSUER)
                            .jwtID(UUID.randomUUID().toString())
                            .expirationTime(Date.from(identity.clock().instant().plusSeconds(60)));
            change.accept(claims);
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                            claims.build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        }
    }

    private static ECKey key() throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    }

    private static Map<String, Object> keys(ECKey key) {
        return new JWKSet(key).toJSONObject(true);
    }
}
