package id.bekal.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;

import id.bekal.gateway.Backend;
import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;

/** Any OpenID provider, named by its issuer alone. */
class ProviderIT {

    private static final ECKey KEY = GatewayFixture.key("theirs");

    private final Backend provider = new Backend("");

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void isFoundByItsIssuerAndAskedOnlyWhenATokenComes() throws Exception {
        String issuer = provider.uri() + "/realms/ministry";
        provider.answers(exchange -> answer(exchange.getRequestURI().getPath(), issuer));
        try (var gateway = gateway(issuer)) {
            assertThat(provider.seen()).isEmpty();

            assertThat(with(gateway, issuer).statusCode()).isEqualTo(200);
            assertThat(with(gateway, issuer).statusCode()).isEqualTo(200);

            assertThat(provider.seen())
                    .extracting(Backend.Seen::path)
                    .containsExactly("/realms/ministry/.well-known/openid-configuration", "/keys");
        }
    }

    @Test
    void mayEndItsNameWithASlash() throws Exception {
        String issuer = provider.uri() + "/";
        provider.answers(exchange -> answer(exchange.getRequestURI().getPath(), issuer));
        try (var gateway = gateway(issuer)) {
            assertThat(with(gateway, issuer).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void signsForItselfAlone() throws Exception {
        String issuer = provider.uri().toString();
        provider.answers(exchange -> answer(exchange.getRequestURI().getPath(), issuer));
        try (var gateway = gateway(issuer)) {
            assertThat(with(gateway, GatewayFixture.ISSUER).statusCode()).isEqualTo(401);
            assertThat(gateway.send(gateway.authorized("/api/programs")).statusCode())
                    .as("a token of the first issuer")
                    .isEqualTo(401);
            assertThat(gateway.training.seen()).isEmpty();
        }
    }

    @Test
    void isNotBelievedUnderAnotherName() throws Exception {
        String issuer = provider.uri().toString();
        provider.answers(
                exchange -> answer(exchange.getRequestURI().getPath(), "https://other.test"));
        try (var gateway = gateway(issuer)) {
            assertThat(with(gateway, issuer).statusCode()).isEqualTo(503);
            assertThat(provider.seen()).noneMatch(request -> request.path().equals("/keys"));
        }
    }

    @Test
    void mayBeDownForAWhile() throws Exception {
        String issuer = provider.uri().toString();
        provider.answers(Backend.status(503));
        try (var gateway = gateway(issuer)) {
            assertThat(with(gateway, issuer).statusCode()).isEqualTo(503);

            provider.answers(exchange -> answer(exchange.getRequestURI().getPath(), issuer));

            assertThat(with(gateway, issuer).statusCode()).isEqualTo(200);
        }
    }

    private String answer(String path, String issuer) {
        return path.equals("/keys")
                ? new JWKSet(KEY).toString()
                : "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\", \"x\": 1}"
                        .formatted(issuer, provider.uri());
    }

    private static GatewayFixture gateway(String issuer) {
        return new GatewayFixture("BEKAL_JWKS_URI=", "BEKAL_ISSUER=" + issuer);
    }

    private static HttpResponse<String> with(GatewayFixture gateway, String issuer)
            throws Exception {
        String token = GatewayFixture.token(GatewayFixture.claims().issuer(issuer).build(), KEY);
        return gateway.send(
                gateway.request("/api/programs").header("Authorization", "Bearer " + token));
    }
}
