package id.bekal.identity.token.web;

import com.fasterxml.jackson.annotation.JsonProperty;

import id.bekal.identity.IdentitySettings;

import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/**
 * Serves the discovery documents (RFC 8414, OpenID Connect Discovery). They name only what is
 * served; the framework's own would announce endpoints that are closed here.
 */
@RestController
class MetadataController {

    private final Metadata metadata;

    MetadataController(IdentitySettings settings, AuthorizationServerSettings endpoints) {
        String issuer = settings.issuer().toString();
        this.metadata =
                new Metadata(
                        issuer,
                        issuer + endpoints.getTokenEndpoint(),
                        issuer + endpoints.getJwkSetEndpoint(),
                        settings.scopes().stream().sorted().toList(),
                        List.of("client_credentials"),
                        List.of("client_secret_basic", "client_secret_post"),
                        List.of());
    }

    @GetMapping(
            path = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Metadata metadata() {
        return metadata;
    }

    record Metadata(
            String issuer,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("scopes_supported") List<String> scopes,
            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethods,
            @JsonProperty("response_types_supported") List<String> responseTypes) {}
}
