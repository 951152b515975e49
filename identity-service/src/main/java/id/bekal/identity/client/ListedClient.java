package id.bekal.identity.client;

import id.bekal.contracts.access.Role;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A client of the clients file: a program that may ask for tokens whatever agreements-service knows
 * of its institution. So the first regional authority, which has yet to be registered, and the
 * operators begin.
 *
 * @param clientId the name it authenticates with, which becomes the token's {@code sub}
 * @param secretHash the bcrypt hash of its secret, {@code {bcrypt}$2…}; its cost is the owner's
 *     choice
 * @param institution the id of the institution it acts for
 * @param kind what kind of institution that is
 * @param scopes what it may ask for, at least one
 * @param roles what it is there, an integrator if nothing is said
 */
public record ListedClient(
        String clientId,
        String secretHash,
        String institution,
        String kind,
        Set<String> scopes,
        Set<Role> roles) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}");
    private static final Pattern HASH =
            Pattern.compile("\\{bcrypt}\\$2[aby]?\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    /**
     * @throws IllegalArgumentException if a part is missing or malformed; the message names the
     *     part and the client, never the hash
     */
    public ListedClient {
        if (missing(clientId) || !NAME.matcher(clientId).matches()) {
            throw new IllegalArgumentException(
                    "a client has no clientId of letters, digits and ._:@-");
        }
        if (missing(secretHash) || !HASH.matcher(secretHash).matches()) {
            throw new IllegalArgumentException(
                    "client " + clientId + " has no secretHash of the form {bcrypt}$2a$10$…");
        }
        if (missing(institution) || institution.isBlank()) {
            throw new IllegalArgumentException("client " + clientId + " has no institution");
        }
        if (missing(kind) || kind.isBlank()) {
            throw new IllegalArgumentException("client " + clientId + " has no kind");
        }
        if (missing(scopes) || scopes.isEmpty()) {
            throw new IllegalArgumentException("client " + clientId + " has no scopes");
        }
        scopes = Set.copyOf(scopes);
        roles = missing(roles) ? Set.of(Role.INTEGRATOR) : Set.copyOf(roles);
    }

    /** JSON may leave out what the types promise. */
    private static boolean missing(@org.jspecify.annotations.Nullable Object part) {
        return part == null;
    }

    /** Leaves out the hash, which must reach no log. */
    @Override
    public String toString() {
        return "ListedClient[" + clientId + " of " + institution + ", scopes=" + scopes + "]";
    }
}
