package id.bekal.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import id.bekal.testing.TestTokens;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** Another OpenID provider takes the built-in one's place by its address alone. */
class TokenConfigurationTests {

    private HttpServer provider;
    private String issuer;
    private ECKey key;

    @BeforeEach
    void provide() throws Exception {
        key =
                new ECKeyGenerator(Curve.P_256)
                        .keyID("theirs")
                        .algorithm(JWSAlgorithm.ES256)
                        .generate();
        provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort() + "/realms/ministry";
        serve(
                "/realms/ministry/.well-known/openid-configuration",
                """
                {"issuer":"%s","jwks_uri":"%s/keys","subject_types_supported":["public"]}"""
                        .formatted(issuer, issuer));
        serve("/realms/ministry/keys", new JWKSet(key.toPublicJWK()).toString());
        provider.start();
    }

    private void serve(String path, String json) {
        provider.createContext(
                path,
                exchange -> {
                    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @SuppressWarnings("unchecked")
    private JwtDecoder decoder() {
        ObjectProvider<OAuth2TokenValidator<Jwt>> none = mock();
        return new TokenConfiguration().jwtDecoder(issuer, "", "bekal", none);
    }

    private String token(String by) throws Exception {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("theirs").build(),
                        new JWTClaimsSet.Builder()
                                .issuer(by)
                                .audience("bekal")
                                .subject("someone")
                                .claim("institution", "lapas-one")
                                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                                .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @Test
    void takesTheOthersTokens() throws Exception {
        assertThat(decoder().decode(token(issuer)).getClaimAsString("institution"))
                .isEqualTo("lapas-one");
    }

    @Test
    void refusesTheFormerIssuersTokensFromThenOn() throws Exception {
        assertThatThrownBy(() -> decoder().decode(TestTokens.of("lapas-one", "LAPAS")))
                .isInstanceOf(JwtException.class);
        assertThatThrownBy(() -> decoder().decode(token("https://elsewhere.test")))
                .isInstanceOf(JwtException.class);
    }
}
