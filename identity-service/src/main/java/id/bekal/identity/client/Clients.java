package id.bekal.identity.client;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.access.Administration;
import id.bekal.identity.institution.Institution;

import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.Optional;

/**
 * The API clients that may ask for a token now: those of the file, and those of the store that are
 * not revoked and whose institution stands. The store is asked at every token request, so that what
 * changed holds at once.
 */
@Service
public class Clients {

    private static final String JWKS = "bekal.jwks";

    private final ListedClients listed;
    private final ApiClients stored;
    private final Administration administration;
    private final IdentitySettings settings;
    private final Clock clock;

    Clients(
            ListedClients listed,
            ApiClients stored,
            Administration administration,
            IdentitySettings settings,
            Clock clock) {
        this.listed = listed;
        this.stored = stored;
        this.administration = administration;
        this.settings = settings;
        this.clock = clock;
    }

    public Optional<RegisteredClient> find(String clientId) {
        return listed.find(clientId).or(() -> findStored(clientId));
    }

    private Optional<RegisteredClient> findStored(String clientId) {
        ClientId id;
        try {
            id = new ClientId(clientId);
        } catch (IllegalArgumentException noClientHasSuchAnId) {
            return Optional.empty();
        }
        return stored.find(id)
                .filter(client -> !client.revoked())
                .flatMap(
                        client ->
                                administration
                                        .inForce(client.institution())
                                        .map(institution -> registered(client, institution)));
    }

    private RegisteredClient registered(ApiClient client, Institution institution) {
        Standing standing =
                new Standing(client.institution().value(), institution.kind(), client.roles());
        var registered =
                standing.of(client.id().value())
                        .clientName(client.name())
                        .scopes(scopes -> scopes.addAll(client.scopes()))
                        .tokenSettings(
                                TokenSettings.builder()
                                        .accessTokenTimeToLive(settings.tokenLifetime())
                                        .build());
        switch (client.authentication()) {
            case SECRET ->
                    registered
                            .clientAuthenticationMethod(
                                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                            .clientAuthenticationMethod(
                                    ClientAuthenticationMethod.CLIENT_SECRET_POST)
                            .clientSecret(
                                    RememberedSecrets.anyOf(client.liveDigests(clock.instant())));
            case PRIVATE_KEY_JWT ->
                    registered
                            .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                            .clientSettings(
                                    standing.settings()
                                            .setting(JWKS, String.valueOf(client.jwks()))
                                            .tokenEndpointAuthenticationSigningAlgorithm(
                                                    SignatureAlgorithm.ES256)
                                            .build());
        }
        return registered.build();
    }

    /** The keys of a client that signs assertions. */
    public static Optional<String> jwks(RegisteredClient client) {
        return Optional.ofNullable(client.getClientSettings().getSetting(JWKS));
    }
}
