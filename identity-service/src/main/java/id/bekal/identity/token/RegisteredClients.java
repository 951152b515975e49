package id.bekal.identity.token;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.client.Clients;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * All clients as the framework sees them: the API clients, and the console at which staff sign in.
 */
@Component
class RegisteredClients implements RegisteredClientRepository {

    /** The built-in public client. */
    static final String CONSOLE = "bekal-console";

    private final Clients clients;
    private final @Nullable RegisteredClient console;

    RegisteredClients(Clients clients, IdentitySettings settings) {
        this.clients = clients;
        this.console = settings.console().redirectUris().isEmpty() ? null : console(settings);
    }

    /**
     * Public, so PKCE is all it has to show, and it gets no refresh token: one that a browser keeps
     * can be stolen from it for longer than a tab is open. The sign-in, which the store keeps and
     * anyone in charge can end, renews a token by asking again with {@code prompt=none}.
     */
    private static RegisteredClient console(IdentitySettings settings) {
        return RegisteredClient.withId(CONSOLE)
                .clientId(CONSOLE)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> uris.addAll(settings.console().redirectUris()))
                .postLogoutRedirectUris(
                        uris -> uris.addAll(settings.console().postLogoutRedirectUris()))
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .scopes(scopes -> scopes.addAll(settings.scopes()))
                .clientSettings(
                        ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(false)
                                .build())
                .tokenSettings(
                        TokenSettings.builder()
                                .authorizationCodeTimeToLive(Duration.ofMinutes(1))
                                .accessTokenTimeToLive(settings.tokenLifetime())
                                .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                                .build())
                .build();
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clientId.equals(CONSOLE) ? console : clients.find(clientId).orElse(null);
    }

    /** The framework registers nobody. */
    @Override
    public void save(RegisteredClient registeredClient) {
        throw new UnsupportedOperationException("clients are registered by who administers them");
    }
}
