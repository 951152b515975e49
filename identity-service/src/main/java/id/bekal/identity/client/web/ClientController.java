package id.bekal.identity.client.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Role;
import id.bekal.identity.access.Granter;
import id.bekal.identity.client.AdministeringClients;
import id.bekal.identity.client.AdministeringClients.RegisterClient;
import id.bekal.identity.client.ApiClient;
import id.bekal.identity.client.ClientId;
import id.bekal.identity.client.ClientKeys;
import id.bekal.identity.secret.Tokens;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;
import id.bekal.platform.web.ShownOnce;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@RestController
@RequestMapping("/api/clients")
@Tag(name = "clients")
class ClientController {

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

    /**
     * @param roles INTEGRATOR if left out
     * @param jwks the public keys, with PRIVATE_KEY_JWT
     */
    record ClientRequest(
            @NotNull InstitutionId institution,
            @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 20) Set<@NotBlank String> scopes,
            @Nullable @Size(min = 1) Set<@NotNull Role> roles,
            ApiClient.@NotNull Authentication authentication,
            @Nullable JsonNode jwks) {}

    /**
     * @param overlap how long the former secret stays valid, {@code P7D}; the setting's if left out
     */
    record SecretRequest(@Nullable Duration overlap) {}

    /**
     * @param until when it ends; left out while nothing replaces it
     */
    record SecretView(Instant madeAt, @Nullable Instant until) {}

    record ClientView(
            ClientId id,
            InstitutionId institution,
            String name,
            List<String> scopes,
            List<Role> roles,
            ApiClient.Authentication authentication,
            List<SecretView> secrets,
            Instant createdAt,
            boolean revoked) {

        static ClientView of(ApiClient client) {
            return new ClientView(
                    client.id(),
                    client.institution(),
                    client.name(),
                    client.scopes().stream().sorted().toList(),
                    client.roles().stream().sorted().toList(),
                    client.authentication(),
                    client.secrets().stream()
                            .map(secret -> new SecretView(secret.madeAt(), secret.until()))
                            .toList(),
                    client.createdAt(),
                    client.revoked());
        }
    }

    private final AdministeringClients administering;
    private final ShownOnce shownOnce;
    private final Answers answers;

    ClientController(AdministeringClients administering, ShownOnce shownOnce, Answers answers) {
        this.administering = administering;
        this.shownOnce = shownOnce;
        this.answers = answers;
    }

    @PostMapping
    @Allowed(Action.CLIENT_MANAGE)
    @Operation(
            summary = "Register a client",
            description =
                    "With SECRET the answer has a member secret, once: a replay of the answer lacks"
                            + " it. Who lost it asks for a new one.")
    ResponseEntity<?> register(@Valid @RequestBody ClientRequest request, Caller caller) {
        Set<Role> roles = request.roles();
        String secret = Tokens.drawn();
        Outcome<ApiClient> outcome =
                administering.register(
                        new RegisterClient(
                                new ClientId(NewIds.forRequest("client")),
                                request.institution(),
                                request.name(),
                                request.scopes(),
                                roles == null ? Set.of(Role.INTEGRATOR) : roles,
                                proof(request, secret)),
                        Granter.of(caller));
        if (outcome instanceof Outcome.Accepted<ApiClient>(ApiClient client)
                && client.authentication() == ApiClient.Authentication.SECRET) {
            shownOnce.add("secret", secret);
        }
        return answers.created(outcome, c -> "/api/clients/" + c.id(), ClientView::of);
    }

    private static RegisterClient.Proof proof(ClientRequest request, String secret) {
        JsonNode jwks = request.jwks();
        return switch (request.authentication()) {
            case SECRET -> {
                if (jwks != null) {
                    throw new InvalidInputException("jwks", "NOT_WITH_A_SECRET");
                }
                yield new RegisterClient.Proof.BySecret(Tokens.digest(secret));
            }
            case PRIVATE_KEY_JWT -> {
                if (jwks == null) {
                    throw new InvalidInputException("jwks", "REQUIRED");
                }
                yield new RegisterClient.Proof.ByKeys(ClientKeys.parse(jwks.toString()));
            }
        };
    }

    @PostMapping("/{id}/secrets")
    @Allowed(Action.CLIENT_MANAGE)
    @Operation(
            summary = "Give a client a new secret",
            description =
                    "The former one stays valid for the overlap, 7 days unless set; two are live at"
                            + " most. The answer has a member secret, once.")
    ResponseEntity<?> addSecret(
            @PathVariable ClientId id,
            @RequestBody(required = false) @Nullable SecretRequest request,
            Caller caller) {
        Optional<Duration> overlap = Optional.ofNullable(request).map(SecretRequest::overlap);
        overlap.filter(d -> d.isNegative() || d.compareTo(LONGEST_OVERLAP) > 0)
                .ifPresent(
                        d -> {
                            throw new InvalidInputException("overlap", "OUT_OF_RANGE");
                        });
        String secret = Tokens.drawn();
        Outcome<ApiClient> outcome =
                administering.addSecret(id, Tokens.digest(secret), overlap, Granter.of(caller));
        if (outcome instanceof Outcome.Accepted<ApiClient>) {
            shownOnce.add("secret", secret);
        }
        return answers.ok(outcome, ClientView::of);
    }

    @PutMapping("/{id}/jwks")
    @Allowed(Action.CLIENT_MANAGE)
    @Operation(summary = "Replace the public keys of a client that signs assertions")
    ResponseEntity<?> replaceKeys(
            @PathVariable ClientId id, @RequestBody JsonNode jwks, Caller caller) {
        return answers.ok(
                administering.replaceKeys(
                        id, ClientKeys.parse(jwks.toString()), Granter.of(caller)),
                ClientView::of);
    }

    @PostMapping("/{id}/revocation")
    @Allowed(Action.CLIENT_MANAGE)
    @Operation(
            summary = "End a client for good",
            description = "It gets no token any more; those it holds end within a minute.")
    ResponseEntity<?> revoke(@PathVariable ClientId id, Caller caller) {
        return answers.ok(administering.revoke(id, Granter.of(caller)), ClientView::of);
    }

    @GetMapping("/{id}")
    @Allowed(Action.CLIENT_READ)
    ResponseEntity<?> read(@PathVariable ClientId id, Caller caller) {
        return answers.ok(administering.read(id, Granter.of(caller)), ClientView::of);
    }

    /** Those of the caller's institution unless another is named. */
    @GetMapping
    @Allowed(Action.CLIENT_READ)
    Page<ClientView> list(
            @RequestParam @Nullable InstitutionId institution,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit,
            Caller caller) {
        return administering
                .list(
                        institution == null ? caller.institution() : institution,
                        PageRequest.of(cursor, limit),
                        Granter.of(caller))
                .map(ClientView::of);
    }
}
