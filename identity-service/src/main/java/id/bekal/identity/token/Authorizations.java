package id.bekal.identity.token;

import com.mongodb.client.model.IndexOptions;
import com.nimbusds.jwt.SignedJWT;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.secret.Tokens;
import id.bekal.identity.signin.StaffAuthentication;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

import java.security.Principal;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the console was granted, from the code on, in the store: another instance may redeem the
 * code. Codes and tokens are kept as digests, of the ID token not even the claims: who presents it
 * presents them. A code is redeemed once, also when two try at once.
 *
 * <p>What clients are granted for themselves is not kept: such a token is never looked up again.
 */
@Component
class Authorizations implements OAuth2AuthorizationService {

    private static final String COLLECTION = "authorizations";
    private static final String CODE = "code";
    private static final String ACCESS = "access";
    private static final String ID = "id";

    private final MongoOperations mongo;
    private final RegisteredClients clients;
    private final StaffTokens staff;
    private final Clock clock;
    private final IdentitySettings settings;

    Authorizations(
            MongoOperations mongo,
            RegisteredClients clients,
            StaffTokens staff,
            Clock clock,
            IdentitySettings settings) {
        this.mongo = mongo;
        this.clients = clients;
        this.staff = staff;
        this.clock = clock;
        this.settings = settings;
        mongo.execute(
                COLLECTION,
                kept -> {
                    kept.createIndex(
                            new Document("until", 1),
                            new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
                    for (String token : List.of(CODE, ACCESS, ID)) {
                        kept.createIndex(new Document(token + ".digest", 1));
                    }
                    return null;
                });
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        if (!AuthorizationGrantType.AUTHORIZATION_CODE.equals(
                authorization.getAuthorizationGrantType())) {
            return;
        }
        Document state = state(authorization);
        boolean redeemed = state.get(CODE, Document.class).getBoolean("used");
        if (!redeemed) {
            mongo.insert(state.append("_id", authorization.getId()), COLLECTION);
            return;
        }
        if (authorization.getAccessToken() != null
                && authorization.getAccessToken().isInvalidated()) {
            // the code was tried again by someone who knew its verifier: all that came of the
            // sign-in ends, on either side
            mongo.execute(
                    COLLECTION, kept -> kept.deleteOne(new Document("_id", authorization.getId())));
            staff.endAll(authorization.getPrincipalName());
            return;
        }
        if (!redeemed(authorization.getId(), state)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    /** False if it was redeemed meanwhile. */
    private boolean redeemed(String id, Document state) {
        Document unused = new Document("_id", id).append(CODE + ".used", false);
        var result =
                mongo.execute(
                        COLLECTION, kept -> kept.updateOne(unused, new Document("$set", state)));
        return result != null && result.getMatchedCount() == 1;
    }

    private Document state(OAuth2Authorization authorization) {
        StaffAuthentication person =
                Objects.requireNonNull(authorization.getAttribute(Principal.class.getName()));
        OAuth2AuthorizationRequest request =
                Objects.requireNonNull(
                        authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        Document parameters = new Document();
        request.getAdditionalParameters()
                .forEach((name, value) -> parameters.append(name, String.valueOf(value)));
        Document state =
                new Document("client", authorization.getRegisteredClientId())
                        .append("account", person.getName())
                        .append("signedInAt", Date.from(person.signedInAt()))
                        .append("scopes", List.copyOf(authorization.getAuthorizedScopes()))
                        .append("authorizationUri", request.getAuthorizationUri())
                        .append("redirectUri", request.getRedirectUri())
                        .append("parameters", parameters)
                        // signing out by an ID token works as long as the sign-in may last
                        .append(
                                "until",
                                Date.from(clock.instant().plus(settings.signIn().session())));
        if (request.getState() != null) {
            state.append("state", request.getState());
        }
        token(state, CODE, authorization.getToken(OAuth2AuthorizationCode.class));
        token(state, ACCESS, authorization.getToken(OAuth2AccessToken.class));
        token(state, ID, authorization.getToken(OidcIdToken.class));
        return state;
    }

    private static void token(
            Document state,
            String name,
            OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token) {
        if (token == null) {
            return;
        }
        state.append(
                name,
                new Document("digest", Tokens.digest(token.getToken().getTokenValue()))
                        .append("issuedAt", Date.from(issuedAt(token.getToken())))
                        .append(
                                "expiresAt",
                                Date.from(Objects.requireNonNull(token.getToken().getExpiresAt())))
                        .append("used", token.isInvalidated()));
    }

    private static Instant issuedAt(OAuth2Token token) {
        return Objects.requireNonNull(token.getIssuedAt());
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        mongo.execute(
                COLLECTION, kept -> kept.deleteOne(new Document("_id", authorization.getId())));
    }

    /** The framework looks by token alone here. */
    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(
            String token, @Nullable OAuth2TokenType tokenType) {
        String name =
                switch (tokenType == null ? "" : tokenType.getValue()) {
                    case OAuth2ParameterNames.CODE -> CODE;
                    case OAuth2ParameterNames.ACCESS_TOKEN -> ACCESS;
                    case OidcParameterNames.ID_TOKEN -> ID;
                    default -> "";
                };
        if (name.isEmpty()) {
            return null;
        }
        Document filter = new Document(name + ".digest", Tokens.digest(token));
        Document found = mongo.execute(COLLECTION, kept -> kept.find(filter).first());
        return found == null ? null : authorization(found, name, token);
    }

    private @Nullable OAuth2Authorization authorization(
            Document kept, String presented, String value) {
        RegisteredClient client = clients.findById(kept.getString("client"));
        if (client == null) {
            return null;
        }
        Map<String, Object> parameters = new HashMap<>(kept.get("parameters", new Document()));
        LinkedHashSet<String> scopes = new LinkedHashSet<>(kept.getList("scopes", String.class));
        OAuth2AuthorizationRequest request =
                OAuth2AuthorizationRequest.authorizationCode()
                        .authorizationUri(kept.getString("authorizationUri"))
                        .clientId(client.getClientId())
                        .redirectUri(kept.getString("redirectUri"))
                        .scopes(scopes)
                        .state(kept.getString("state"))
                        .additionalParameters(parameters)
                        .build();
        OAuth2Authorization.Builder authorization =
                OAuth2Authorization.withRegisteredClient(client)
                        .id(kept.getString("_id"))
                        .principalName(kept.getString("account"))
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .authorizedScopes(scopes)
                        .attribute(OAuth2AuthorizationRequest.class.getName(), request)
                        .attribute(
                                Principal.class.getName(),
                                new StaffAuthentication(
                                        kept.getString("account"),
                                        kept.getDate("signedInAt").toInstant()));
        restored(
                authorization,
                kept.get(CODE, Document.class),
                (issued, expires) ->
                        new OAuth2AuthorizationCode(
                                presented.equals(CODE) ? value : "kept as a digest",
                                issued,
                                expires));
        restored(
                authorization,
                kept.get(ACCESS, Document.class),
                (issued, expires) ->
                        new OAuth2AccessToken(
                                OAuth2AccessToken.TokenType.BEARER,
                                presented.equals(ACCESS) ? value : "kept as a digest",
                                issued,
                                expires,
                                scopes));
        restored(
                authorization,
                kept.get(ID, Document.class),
                (issued, expires) ->
                        new OidcIdToken(
                                presented.equals(ID) ? value : "kept as a digest",
                                issued,
                                expires,
                                presented.equals(ID)
                                        ? claims(value)
                                        : Map.of("sub", kept.getString("account"))));
        return authorization.build();
    }

    private interface Restoring {
        OAuth2Token token(Instant issuedAt, Instant expiresAt);
    }

    private static void restored(
            OAuth2Authorization.Builder authorization,
            @Nullable Document kept,
            Restoring restoring) {
        if (kept == null) {
            return;
        }
        OAuth2Token token =
                restoring.token(
                        kept.getDate("issuedAt").toInstant(),
                        kept.getDate("expiresAt").toInstant());
        authorization.token(
                token,
                metadata ->
                        metadata.put(
                                OAuth2Authorization.Token.INVALIDATED_METADATA_NAME,
                                kept.getBoolean("used")));
    }

    /** Its digest was found, so it is one that was issued here. */
    private static Map<String, Object> claims(String idToken) {
        try {
            return SignedJWT.parse(idToken).getJWTClaimsSet().getClaims();
        } catch (ParseException e) {
            throw new IllegalStateException("an ID token issued here cannot be read", e);
        }
    }
}
