package id.bekal.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

import java.io.FileNotFoundException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The settings under {@code bekal.identity}; their defaults are in {@code application.yml}.
 *
 * @param issuer the {@code iss} of every token: the address at which institutions reach this
 *     provider, which is the gateway's where there is one
 * @param clients where the clients file is, as a plain path or a {@code file:} address
 * @param keys where the signing keys are, written likewise; absent, a key is made at start
 * @param tokenLifetime how long an access token is valid, between a second and a day
 * @param scopes every scope there is; a client is granted some of them
 */
@ConfigurationProperties("bekal.identity")
public record IdentitySettings(
        URI issuer,
        @Nullable String clients,
        @Name("signing-keys") @Nullable String keys,
        Duration tokenLifetime,
        Set<String> scopes) {

    /** The longest life of a token: it cannot be revoked, so it must end soon by itself. */
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    public IdentitySettings {
        if (tokenLifetime.compareTo(Duration.ofSeconds(1)) < 0
                || tokenLifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new UnusableSettingException(
                    "bekal.identity.token-lifetime",
                    "is " + tokenLifetime,
                    "Give a duration between 1s and 1d, such as 15m.");
        }
        if (!issuer.isAbsolute()
                || issuer.getQuery() != null
                || issuer.getFragment() != null
                || issuer.toString().endsWith("/")) {
            throw new UnusableSettingException(
                    "bekal.identity.issuer",
                    "is no absolute address without query and closing slash: " + issuer,
                    "Give the address at which clients reach this provider, such as"
                            + " https://bekal.example.go.id.");
        }
        scopes = Set.copyOf(scopes);
    }

    /**
     * @throws UnusableSettingException if the setting is missing or is no path
     */
    public Path clientsFile() {
        return path("bekal.identity.clients", clients)
                .orElseThrow(
                        () ->
                                new UnusableSettingException(
                                        "bekal.identity.clients",
                                        "is not set: nobody could ask for a token",
                                        "Name a JSON file of clients by BEKAL_IDENTITY_CLIENTS,"
                                                + " for example /etc/bekal/clients.json, holding "
                                                + CLIENTS_EXAMPLE));
    }

    /** What a clients file looks like, for messages. */
    public static final String CLIENTS_EXAMPLE =
            """
            [{"clientId": "lapas-a", "secretHash": "{bcrypt}$2a$10$…", "institution": "…",\
             "kind": "CORRECTIONAL", "scopes": ["training.read"]}]""";

    /**
     * @throws UnusableSettingException if the setting is no path
     */
    public Optional<Path> signingKeysFile() {
        return path("bekal.identity.signing-keys", keys);
    }

    private static Optional<Path> path(String setting, @Nullable String value) {
        if (!StringUtils.hasText(value)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    value.startsWith("file:")
                            ? ResourceUtils.getFile(value).toPath()
                            : Path.of(value));
        } catch (FileNotFoundException | InvalidPathException e) {
            throw new UnusableSettingException(
                    setting,
                    "is no path: " + value,
                    "Give a path or a file: address, such as /etc/bekal/clients.json.",
                    e);
        }
    }
}
