package id.bekal.identity;

import id.bekal.contracts.access.Role;

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
 * @param keys where the signing keys are, written likewise; absent, they are made, kept in the
 *     store and rotated
 * @param masterKeys a Tink AEAD keyset, or where it is: seals personal data, second factors and
 *     signing keys; absent, one is made that dies with the process
 * @param tokenLifetime how long an access token is valid, between a second and 15 minutes
 * @param scopes every scope there is; a client is granted some of them
 * @param secretOverlap how long a client's former secret stays valid beside a new one
 */
@ConfigurationProperties("bekal.identity")
public record IdentitySettings(
        URI issuer,
        @Nullable String clients,
        @Name("signing-keys") @Nullable String keys,
        @Nullable String masterKeys,
        Duration tokenLifetime,
        Set<String> scopes,
        Duration secretOverlap,
        Signing signing,
        Console console,
        SignIn signIn) {

    /** A revocation list is short because no token lives longer. */
    private static final Duration LONGEST_LIFETIME = Duration.ofMinutes(15);

    /**
     * Rotation of the keys in the store.
     *
     * @param rotateEvery age at which the signing key is replaced
     * @param propagation how long a new key is published before it signs: as long as a verifier may
     *     keep the key set without asking again
     */
    public record Signing(Duration rotateEvery, Duration propagation) {}

    /**
     * The built-in public client at which staff sign in.
     *
     * @param redirectUris where it may be sent back to with a code
     * @param postLogoutRedirectUris where it may be sent back to after signing out
     */
    public record Console(Set<String> redirectUris, Set<String> postLogoutRedirectUris) {

        public Console {
            redirectUris = Set.copyOf(redirectUris);
            postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
        }
    }

    /**
     * How staff sign in.
     *
     * @param attempts wrong passwords or codes in a row after which an account is locked
     * @param lockedFor for how long it then is
     * @param session how long a sign-in lasts at most
     * @param idle how long it lasts unused
     * @param invitation how long an invitation is good
     * @param secondFactorFor roles that must have a second factor; others are offered one
     * @param hashesInFlight how many slow hashes are computed at a time
     */
    public record SignIn(
            int attempts,
            Duration lockedFor,
            Duration session,
            Duration idle,
            Duration invitation,
            Set<Role> secondFactorFor,
            int hashesInFlight) {

        public SignIn {
            if (attempts < 1 || hashesInFlight < 1) {
                throw new UnusableSettingException(
                        "bekal.identity.sign-in",
                        "allows no attempt or no hash",
                        "Give numbers of 1 or more.");
            }
            secondFactorFor = Set.copyOf(secondFactorFor);
        }
    }

    public IdentitySettings {
        if (tokenLifetime.compareTo(Duration.ofSeconds(1)) < 0
                || tokenLifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new UnusableSettingException(
                    "bekal.identity.token-lifetime",
                    "is " + tokenLifetime,
                    "Give a duration between 1s and 15m.");
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

    /** Whether browsers reach this provider by HTTPS, so that cookies can insist on it. */
    public boolean isSecure() {
        return "https".equals(issuer.getScheme());
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
