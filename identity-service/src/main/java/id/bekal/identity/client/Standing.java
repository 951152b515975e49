package id.bekal.identity.client;

import id.bekal.contracts.access.Role;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

import java.util.Collection;
import java.util.List;

/**
 * For whom an API client acts and as what: the claims {@code institution}, {@code kind} and {@code
 * roles} of its tokens. Carried from the client's registration to the token in its settings.
 */
public record Standing(String institution, String kind, List<String> roles) {

    private static final String INSTITUTION = "bekal.institution";
    private static final String KIND = "bekal.kind";
    private static final String ROLES = "bekal.roles";

    Standing(String institution, String kind, Collection<Role> roles) {
        this(institution, kind, roles.stream().map(Role::name).sorted().toList());
    }

    /** Begins the registration of a client that gets tokens for itself. */
    RegisteredClient.Builder of(String clientId) {
        return RegisteredClient.withId(clientId)
                .clientId(clientId)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientSettings(settings().build());
    }

    ClientSettings.Builder settings() {
        return ClientSettings.builder()
                .setting(INSTITUTION, institution)
                .setting(KIND, kind)
                .setting(ROLES, roles);
    }

    /** As the client was registered with. */
    public static Standing of(RegisteredClient client) {
        ClientSettings settings = client.getClientSettings();
        return new Standing(
                settings.getSetting(INSTITUTION),
                settings.getSetting(KIND),
                settings.<List<String>>getSetting(ROLES));
    }
}
