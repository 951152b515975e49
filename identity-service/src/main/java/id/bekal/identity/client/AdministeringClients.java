package id.bekal.identity.client;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Role;
import id.bekal.identity.IdentitySettings;
import id.bekal.identity.access.Administration;
import id.bekal.identity.access.Granter;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Registers and ends clients, for those who administer their institution; for all others they do
 * not exist. What was done, by whom, is logged by ids.
 */
@Service
public class AdministeringClients {

    private static final Logger log = LoggerFactory.getLogger(AdministeringClients.class);

    /** A client to be: either with the digest of a secret, or with keys. */
    public record RegisterClient(
            ClientId id,
            InstitutionId institution,
            String name,
            Set<String> scopes,
            Set<Role> roles,
            Proof proof) {

        /** By what it will authenticate. */
        public sealed interface Proof {
            record BySecret(String digest) implements Proof {}

            record ByKeys(ClientKeys keys) implements Proof {}
        }
    }

    private final ApiClients clients;
    private final Administration administration;
    private final IdentitySettings settings;
    private final Clock clock;

    AdministeringClients(
            ApiClients clients,
            Administration administration,
            IdentitySettings settings,
            Clock clock) {
        this.clients = clients;
        this.administration = administration;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @throws NotFoundException if the institution is not the granter's to administer
     */
    public Outcome<ApiClient> register(RegisterClient command, Granter granter) {
        var institution =
                administration
                        .of(command.institution(), Action.CLIENT_MANAGE, granter)
                        .orElseThrow(NotFoundException::new);
        Outcome<ApiClient> outcome =
                granter.grant(command.roles(), command.id().value(), institution)
                        .then(roles -> granter.grantScopes(command.scopes(), institution))
                        .map(scopes -> clients.save(registered(command, clock.instant())));
        logged(outcome, granter, "registered");
        return outcome;
    }

    private static ApiClient registered(RegisterClient command, Instant at) {
        return switch (command.proof()) {
            case RegisterClient.Proof.BySecret(String digest) ->
                    ApiClient.withSecret(
                            command.id(),
                            command.institution(),
                            command.name(),
                            command.scopes(),
                            command.roles(),
                            digest,
                            at);
            case RegisterClient.Proof.ByKeys(ClientKeys keys) ->
                    ApiClient.withKeys(
                            command.id(),
                            command.institution(),
                            command.name(),
                            command.scopes(),
                            command.roles(),
                            keys,
                            at);
        };
    }

    /**
     * @param overlap how long the former secret stays valid; null for the setting's
     */
    public Outcome<ApiClient> addSecret(
            ClientId id, String digest, Optional<Duration> overlap, Granter granter) {
        return changed(
                id,
                granter,
                "given a new secret",
                client ->
                        client.addSecret(
                                digest, overlap.orElse(settings.secretOverlap()), clock.instant()));
    }

    public Outcome<ApiClient> replaceKeys(ClientId id, ClientKeys keys, Granter granter) {
        return changed(id, granter, "given new keys", client -> client.replaceKeys(keys));
    }

    public Outcome<ApiClient> revoke(ClientId id, Granter granter) {
        return changed(id, granter, "revoked", client -> client.revoke(clock.instant()));
    }

    /** The client, if the granter may know of it. */
    public ApiClient read(ClientId id, Granter granter) {
        return clients.find(id)
                .filter(client -> isTheirs(client, Action.CLIENT_READ, granter))
                .orElseThrow(NotFoundException::new);
    }

    /** The clients of an institution that the granter administers. */
    public Page<ApiClient> list(InstitutionId institution, PageRequest page, Granter granter) {
        return administration
                .of(institution, Action.CLIENT_READ, granter)
                .map(administered -> clients.of(administered.id(), page))
                .orElseThrow(NotFoundException::new);
    }

    private Outcome<ApiClient> changed(
            ClientId id,
            Granter granter,
            String what,
            Function<ApiClient, Outcome<ApiClient>> command) {
        Outcome<ApiClient> outcome =
                Changes.change(
                        clients,
                        id,
                        client -> isTheirs(client, Action.CLIENT_MANAGE, granter),
                        command);
        logged(outcome, granter, what);
        return outcome;
    }

    private boolean isTheirs(ApiClient client, Action action, Granter granter) {
        return administration.of(client.institution(), action, granter).isPresent();
    }

    private static void logged(Outcome<ApiClient> outcome, Granter granter, String what) {
        if (outcome instanceof Outcome.Accepted<ApiClient>(ApiClient client)) {
            log.info(
                    "client {} of {} was {} by {}",
                    client.id(),
                    client.institution(),
                    what,
                    granter.subject());
        }
    }
}
