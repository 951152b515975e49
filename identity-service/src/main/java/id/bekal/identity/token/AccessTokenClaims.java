package id.bekal.identity.token;

import com.nimbusds.jose.jwk.JWK;

import id.bekal.identity.client.Standing;
import id.bekal.identity.key.SigningKeys;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the tokens of Bekal say beyond the standard claims. An access token names the audience every
 * service expects and for whom its bearer acts, as what; it names no person.
 */
@Component
class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** The audience of every access token: the services are one audience. */
    static final String AUDIENCE = "bekal";

    private final SigningKeys keys;
    private final StaffTokens staff;

    AccessTokenClaims(SigningKeys keys, StaffTokens staff) {
        this.keys = keys;
        this.staff = staff;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        JWK key = keys.current();
        // the key's id selects it: with several keys the encoder would not know which
        context.getJwsHeader()
                .algorithm(SignatureAlgorithm.valueOf(key.getAlgorithm().getName()))
                .keyId(key.getKeyID());
        boolean ofStaff =
                AuthorizationGrantType.AUTHORIZATION_CODE.equals(
                        context.getAuthorizationGrantType());
        if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
            staff.describe(context);
        } else if (ofStaff) {
            StaffTokens.Standing standing = staff.standing(context);
            claims(
                    context,
                    standing.institution(),
                    standing.kind(),
                    standing.roles(),
                    standing.scopes());
            context.getClaims().claims(claims -> notEarlier(claims, standing.notBefore()));
        } else {
            Standing standing = Standing.of(context.getRegisteredClient());
            claims(
                    context,
                    standing.institution(),
                    standing.kind(),
                    standing.roles(),
                    context.getAuthorizedScopes());
        }
    }

    /**
     * Revocations count in whole seconds: a token for who signs in anew within the second that
     * ended the former ones must not end with them.
     */
    private static void notEarlier(Map<String, Object> claims, Instant notBefore) {
        if (claims.get(JwtClaimNames.IAT) instanceof Instant at && at.isBefore(notBefore)) {
            claims.put(JwtClaimNames.IAT, notBefore);
        }
    }

    private static void claims(
            JwtEncodingContext context,
            String institution,
            String kind,
            List<String> roles,
            Collection<String> scopes) {
        context.getClaims()
                .audience(List.of(AUDIENCE))
                // RFC 9068: one string, where the framework would write an array
                .claim("scope", String.join(" ", scopes.stream().sorted().toList()))
                .claim("institution", institution)
                .claim("kind", kind)
                .claim("roles", roles);
    }
}
