package id.bekal.gateway.security;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.Locale;

/** What any OpenID provider says of itself under its issuer's address (OpenID Discovery 1.0). */
final class ProviderConfiguration {

    private static final String PATH = "/.well-known/openid-configuration";

    private final WebClient http;
    private final String issuer;

    ProviderConfiguration(WebClient http, String issuer) {
        this.http = http;
        this.issuer = issuer;
    }

    /**
     * Where its keys are, asked at each subscription. Fails if it calls itself otherwise than the
     * issuer, or if it hands out the keys over a less safe connection than its own.
     */
    Mono<URI> jwksUri() {
        String address = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return http.get()
                .uri(URI.create(address + PATH))
                .retrieve()
                .bodyToMono(String.class)
                .map(this::checked);
    }

    private URI checked(String text) {
        Said said;
        try {
            said = JsonMapper.shared().readValue(text, Said.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(issuer + " has no OpenID configuration", e);
        }
        if (!issuer.equals(said.issuer())) {
            throw new IllegalArgumentException(
                    issuer + " calls itself " + said.issuer() + " in its OpenID configuration");
        }
        if (said.jwks_uri() == null) {
            throw new IllegalArgumentException(issuer + " names no jwks_uri");
        }
        if (isSecure(issuer) && !isSecure(said.jwks_uri())) {
            throw new IllegalArgumentException(
                    issuer + " publishes its keys without TLS: " + said.jwks_uri());
        }
        return URI.create(said.jwks_uri());
    }

    private static boolean isSecure(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith("https://");
    }

    /** The names are the standard's. */
    private record Said(@Nullable String issuer, @Nullable String jwks_uri) {}
}
