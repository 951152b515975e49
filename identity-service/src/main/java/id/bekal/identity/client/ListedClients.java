package id.bekal.identity.client;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.UnusableSettingException;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Repository;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The clients of the clients file, read once at start. A changed file takes effect at the next
 * start.
 */
@Repository
class ListedClients {

    private static final String SETTING = "bekal.identity.clients";

    /** A misspelt field must stop the start, not silently grant less or more. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Map<String, RegisteredClient> byClientId;

    /**
     * @throws UnusableSettingException if the file is missing, unreadable or malformed, or grants a
     *     scope that does not exist
     */
    ListedClients(IdentitySettings settings) {
        Path file = settings.clientsFile();
        this.byClientId = registered(file, read(file), settings);
    }

    private static @Nullable List<@Nullable ListedClient> read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
        } catch (NoSuchFileException e) {
            throw new UnusableSettingException(
                    SETTING,
                    "names a file that does not exist: " + file.toAbsolutePath(),
                    "Create it, or name another by BEKAL_IDENTITY_CLIENTS. It holds "
                            + IdentitySettings.CLIENTS_EXAMPLE,
                    e);
        } catch (IOException e) {
            throw new UnusableSettingException(
                    SETTING,
                    "names a file that cannot be read: " + file.toAbsolutePath(),
                    "Let the service's user read it.",
                    e);
        } catch (JacksonException e) {
            throw malformed(file, reason(e), e);
        }
    }

    /** Where and, if one of our own rules objected, why; a parser's words could quote the file. */
    private static String reason(JacksonException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        var at = e.getLocation();
        return at == null
                ? "it is no JSON array of clients"
                : "line " + at.getLineNr() + ", column " + at.getColumnNr() + " is not as expected";
    }

    private static Map<String, RegisteredClient> registered(
            Path file, @Nullable List<@Nullable ListedClient> clients, IdentitySettings settings) {
        if (clients == null || clients.isEmpty()) {
            throw malformed(file, "it holds no client", null);
        }
        Map<String, RegisteredClient> registered = new HashMap<>();
        for (ListedClient client : clients) {
            if (client == null) {
                throw malformed(file, "a client is null", null);
            }
            for (String scope : client.scopes()) {
                if (!settings.scopes().contains(scope)) {
                    throw malformed(
                            file,
                            "client %s is granted %s, which is none of %s"
                                    .formatted(
                                            client.clientId(),
                                            scope,
                                            settings.scopes().stream().sorted().toList()),
                            null);
                }
            }
            if (registered.put(client.clientId(), registered(client, settings.tokenLifetime()))
                    != null) {
                throw malformed(file, "client " + client.clientId() + " appears twice", null);
            }
        }
        return Map.copyOf(registered);
    }

    private static UnusableSettingException malformed(
            Path file, String reason, @Nullable Throwable cause) {
        return new UnusableSettingException(
                SETTING,
                "names a malformed file, " + file.toAbsolutePath() + ": " + reason,
                "Correct it. It holds " + IdentitySettings.CLIENTS_EXAMPLE,
                cause);
    }

    private static RegisteredClient registered(ListedClient client, Duration lifetime) {
        return new Standing(client.institution(), client.kind(), client.roles())
                .of(client.clientId())
                .clientSecret(client.secretHash())
                .clientAuthenticationMethods(
                        methods ->
                                methods.addAll(
                                        Set.of(
                                                ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                                                ClientAuthenticationMethod.CLIENT_SECRET_POST)))
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(lifetime).build())
                .build();
    }

    Optional<RegisteredClient> find(String clientId) {
        return Optional.ofNullable(byClientId.get(clientId));
    }
}
