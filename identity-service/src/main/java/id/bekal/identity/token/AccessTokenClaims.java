package id.bekal.identity.token;

import id.bekal.identity.client.ApiClients;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

import java.util.List;

/**
 * What an access token of Bekal says beyond the standard claims: the audience every service
 * expects, and the institution for which the client acts.
 */
@Component
class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** The audience of every token: the services are one audience. */
    static final String AUDIENCE = "bekal";

    private final SigningKeys keys;

    AccessTokenClaims(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        // the key's id selects it: with several keys the encoder would not know which
        context.getJwsHeader()
                .algorithm(SignatureAlgorithm.valueOf(keys.algorithm().getName()))
                .keyId(keys.first().getKeyID());
        var client = context.getRegisteredClient().getClientSettings();
        context.getClaims()
                .audience(List.of(AUDIENCE))
                // RFC 9068: one string, where the framework would write an array
                .claim(
                        "scope",
                        String.join(" ", context.getAuthorizedScopes().stream().sorted().toList()))
                .claim("institution", client.getSetting(ApiClients.INSTITUTION))
                .claim("kind", client.getSetting(ApiClients.KIND));
    }
}
