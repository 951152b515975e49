package id.bekal.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import id.bekal.identity.Browser;
import id.bekal.identity.IdentityFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class TokenEndpointIT {

    private static IdentityFixture identity;
    private static ECKey current;
    private static ECKey retired;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        current = new ECKeyGenerator(Curve.P_256).keyID("2026").generate();
        retired = new ECKeyGenerator(Curve.P_256).keyID("2025").generate();
        Path keys =
                Files.writeString(
                        folder.resolve("keys.json"),
                        new JWKSet(List.of(current, retired)).toString(false));
        identity =
                IdentityFixture.start(
                        folder,
                        "bekal.identity.signing-keys=file:" + keys,
                        "bekal.identity.issuer=https://bekal.test");
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    @Nested
    class Issuing {

        @Test
        void saysWhoMayDoWhatForWhomAndHowLong() throws Exception {
            var response = identity.token("lapas", IdentityFixture.SECRET, "training.read");

            assertThat(response.statusCode()).isEqualTo(200);
            JWTClaimsSet claims = jwt(response).getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo("https://bekal.test");
            assertThat(claims.getSubject()).isEqualTo("lapas");
            assertThat(claims.getAudience()).containsExactly("bekal");
            assertThat(claims.getClaim("scope")).isEqualTo("training.read");
            assertThat(claims.getClaim("institution")).isEqualTo("inst-1");
            assertThat(claims.getClaim("kind")).isEqualTo("CORRECTIONAL");
            assertThat(claims.getClaim("roles")).isEqualTo(List.of("INTEGRATOR"));
            assertThat(claims.getJWTID()).isNotBlank();
            assertThat(
                            Duration.between(
                                    claims.getIssueTime().toInstant(),
                                    claims.getExpirationTime().toInstant()))
                    .isEqualTo(Duration.ofMinutes(15));
            assertThat(body(response)).containsEntry("token_type", "Bearer");
        }

        @Test
        void grantsAllScopesOfTheClientWhenNoneIsAskedFor() throws Exception {
            var response = identity.token("lapas", IdentityFixture.SECRET);

            assertThat(jwt(response).getJWTClaimsSet().getClaim("scope"))
                    .isEqualTo("training.read training.write");
        }

        @Test
        void takesTheSecretInTheFormToo() throws Exception {
            var response =
                    identity.post(
                            Map.of("client_id", "lapas", "client_secret", IdentityFixture.SECRET));

            assertThat(response.statusCode()).isEqualTo(200);
        }

        @Test
        void refusesAWrongSecret() throws Exception {
            var response = identity.token("lapas", "wrong");

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(body(response)).containsEntry("error", "invalid_client");
        }

        @Test
        void refusesAnUnknownClient() throws Exception {
            var response = identity.token("nobody", IdentityFixture.SECRET);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(body(response)).containsEntry("error", "invalid_client");
        }

        @Test
        void refusesARequestWithoutClient() throws Exception {
            var response = identity.post(Map.of());

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"certificates.read", "made.up", "training.read operations"})
        void refusesAScopeThatIsNotGranted(String scopes) throws Exception {
            var response = identity.token("lapas", IdentityFixture.SECRET, scopes);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(body(response)).containsEntry("error", "invalid_scope");
        }

        @Test
        void refusesAnotherGrant() throws Exception {
            var response =
                    identity.post(
                            Map.of(
                                    "client_id",
                                    "lapas",
                                    "client_secret",
                                    IdentityFixture.SECRET,
                                    "grant_type",
                                    "password"));

            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class Signing {

        @Test
        void usesTheFirstKeyWhichThePublishedSetVerifies() throws Exception {
            SignedJWT jwt = jwt(identity.token("lapas", IdentityFixture.SECRET));

            assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
            assertThat(jwt.getHeader().getKeyID()).isEqualTo("2026");
            assertThat(jwt.verify(new ECDSAVerifier(published("2026")))).isTrue();
        }

        @Test
        void leavesATokenOfTheRetiredKeyVerifiable() throws Exception {
            SignedJWT old =
                    new SignedJWT(
                            new com.nimbusds.jose.JWSHeader.Builder(JWSAlgorithm.ES256)
                                    .keyID("2025")
                                    .build(),
                            new JWTClaimsSet.Builder().subject("lapas").build());
            old.sign(new ECDSASigner(retired));

            assertThat(old.verify(new ECDSAVerifier(published("2025")))).isTrue();
        }

        @Test
        void publishesNoPrivatePart() throws Exception {
            String keys = identity.get("/oauth2/jwks").body();

            assertThat(JWKSet.parse(keys).getKeys()).noneMatch(key -> key.isPrivate());
            assertThat(keys).doesNotContain("\"d\"", String.valueOf(current.getD()));
        }

        private ECKey published(String id) throws Exception {
            var key = JWKSet.parse(identity.get("/oauth2/jwks").body()).getKeyByKeyId(id);
            assertThat(key).as("published key " + id).isNotNull();
            return key.toECKey();
        }
    }

    @Nested
    class TheDoor {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/.well-known/openid-configuration",
                    "/.well-known/oauth-authorization-server"
                })
        void describesWhatIsServed(String path) throws Exception {
            var response = identity.get(path);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(body(response))
                    .containsEntry("issuer", "https://bekal.test")
                    .containsEntry("token_endpoint", "https://bekal.test/oauth2/token")
                    .containsEntry("jwks_uri", "https://bekal.test/oauth2/jwks")
                    .containsEntry("authorization_endpoint", "https://bekal.test/oauth2/authorize")
                    .containsEntry(
                            "grant_types_supported",
                            List.of("authorization_code", "client_credentials"))
                    .containsEntry("code_challenge_methods_supported", List.of("S256"))
                    .doesNotContainKeys("introspection_endpoint", "revocation_endpoint");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/actuator/health",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness"
                })
        void tellsItsHealth(String path) throws Exception {
            var response = identity.get(path);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(body(response)).containsEntry("status", "UP");
        }

        @Test
        void insistsOnHttpsForItsCookieWhereTheIssuerHasIt() throws Exception {
            var response = identity.get(Browser.authorize());

            assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-bekal-sign-in=")
                    .contains("; Secure");
        }

        @Test
        void opensNoSessionForARequestItRefuses() throws Exception {
            var response = identity.post("/oauth2/jwks");

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/",
                    "/actuator",
                    "/actuator/env",
                    "/actuator/metrics",
                    "/oauth2/introspect",
                    "/oauth2/revoke",
                    "/oauth2/par",
                    "/oauth2/device_authorization",
                    "/connect/register"
                })
        void isClosedToAllElse(String path) throws Exception {
            var response = identity.get(path);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).contains("\"code\":\"UNAUTHENTICATED\"");
            assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    private static SignedJWT jwt(HttpResponse<String> response) throws Exception {
        return SignedJWT.parse(String.valueOf(body(response).get("access_token")));
    }

    private static Map<String, Object> body(HttpResponse<String> response) throws Exception {
        return JSONObjectUtils.parse(response.body());
    }
}
