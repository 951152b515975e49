package id.bekal.identity.client;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Role;
import id.bekal.identity.access.IdentityRule;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A program of one institution that may ask for tokens. */
@Document("clients")
public class ApiClient extends Aggregate {

    /** How a client shows that it is the one. */
    public enum Authentication {
        SECRET,
        PRIVATE_KEY_JWT
    }

    /**
     * @param until when it ends, since a newer one took its place; never while null
     */
    public record Secret(String digest, Instant madeAt, @Nullable Instant until) {

        boolean isLive(Instant now) {
            return until == null || now.isBefore(until);
        }

        private Secret endingBy(Instant end) {
            return new Secret(digest, madeAt, until == null || end.isBefore(until) ? end : until);
        }
    }

    @Id private ClientId id;
    private InstitutionId institution;
    private String name;
    private Set<String> scopes;
    private Set<Role> roles;
    private Authentication authentication;
    private List<Secret> secrets = new ArrayList<>();
    private @Nullable String jwks;
    private Instant createdAt;
    private @Nullable Instant tokensNotBefore;
    private boolean revoked;

    @SuppressWarnings("NullAway.Init")
    ApiClient() {}

    private ApiClient(
            ClientId id,
            InstitutionId institution,
            String name,
            Set<String> scopes,
            Set<Role> roles,
            Authentication authentication,
            Instant at) {
        this.id = id;
        this.institution = institution;
        this.name = name;
        this.scopes = scopes;
        this.roles = roles;
        this.authentication = authentication;
        this.createdAt = at;
    }

    /** One that shows a secret, of which the digest is given. */
    public static ApiClient withSecret(
            ClientId id,
            InstitutionId institution,
            String name,
            Set<String> scopes,
            Set<Role> roles,
            String digest,
            Instant at) {
        ApiClient client =
                new ApiClient(id, institution, name, scopes, roles, Authentication.SECRET, at);
        client.secrets.add(new Secret(digest, at, null));
        return client;
    }

    /** One that signs assertions. */
    public static ApiClient withKeys(
            ClientId id,
            InstitutionId institution,
            String name,
            Set<String> scopes,
            Set<Role> roles,
            ClientKeys keys,
            Instant at) {
        ApiClient client =
                new ApiClient(
                        id, institution, name, scopes, roles, Authentication.PRIVATE_KEY_JWT, at);
        client.jwks = keys.json();
        return client;
    }

    /**
     * Adds a secret. The one before stays valid for the overlap, any older one ends now: two are
     * live at most.
     */
    public Outcome<ApiClient> addSecret(String digest, Duration overlap, Instant at) {
        if (revoked) {
            return Outcome.refused(IdentityRule.CLIENT_REVOKED);
        }
        if (authentication != Authentication.SECRET) {
            return Outcome.refused(IdentityRule.CLIENT_HAS_NO_SECRETS);
        }
        List<Secret> next = new ArrayList<>();
        next.add(secrets.getLast().endingBy(at.plus(overlap)));
        next.add(new Secret(digest, at, null));
        secrets = next;
        return Outcome.accepted(this);
    }

    /** Replaces the keys; assertions of the former are refused at once. */
    public Outcome<ApiClient> replaceKeys(ClientKeys keys) {
        if (revoked) {
            return Outcome.refused(IdentityRule.CLIENT_REVOKED);
        }
        if (authentication != Authentication.PRIVATE_KEY_JWT) {
            return Outcome.refused(IdentityRule.CLIENT_HAS_NO_KEYS);
        }
        jwks = keys.json();
        return Outcome.accepted(this);
    }

    /** Ends it for good, and the tokens it holds. */
    public Outcome<ApiClient> revoke(Instant at) {
        if (revoked) {
            return Outcome.refused(IdentityRule.CLIENT_REVOKED);
        }
        revoked = true;
        secrets = new ArrayList<>();
        jwks = null;
        tokensNotBefore = at;
        return Outcome.accepted(this);
    }

    /** The digests of the secrets that are valid. */
    List<String> liveDigests(Instant now) {
        return secrets.stream().filter(secret -> secret.isLive(now)).map(Secret::digest).toList();
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public ClientId id() {
        return id;
    }

    public InstitutionId institution() {
        return institution;
    }

    public String name() {
        return name;
    }

    public Set<String> scopes() {
        return Set.copyOf(scopes);
    }

    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    public Authentication authentication() {
        return authentication;
    }

    public List<Secret> secrets() {
        return List.copyOf(secrets);
    }

    public @Nullable String jwks() {
        return jwks;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public boolean revoked() {
        return revoked;
    }
}
