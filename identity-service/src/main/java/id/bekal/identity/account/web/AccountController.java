package id.bekal.identity.account.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Role;
import id.bekal.identity.IdentitySettings;
import id.bekal.identity.access.Granter;
import id.bekal.identity.account.Account;
import id.bekal.identity.account.AccountId;
import id.bekal.identity.account.AdministeringAccounts;
import id.bekal.identity.account.AdministeringAccounts.OpenAccount;
import id.bekal.identity.account.Email;
import id.bekal.identity.account.PersonalData;
import id.bekal.identity.secret.Tokens;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Answers to a POST name the person only to its first hearer ({@link ShownOnce}): they are kept for
 * replay.
 */
@RestController
@RequestMapping("/api/accounts")
@Tag(name = "accounts")
class AccountController {

    /**
     * @param locale the person's language, {@code id} if left out
     */
    record AccountRequest(
            @NotNull InstitutionId institution,
            @NotBlank @Size(max = 254) @jakarta.validation.constraints.Email String email,
            @NotBlank @Size(max = 200) String name,
            @NotEmpty Set<@NotNull Role> roles,
            @Nullable @Pattern(regexp = "id|en") String locale) {}

    record RolesRequest(@NotEmpty Set<@NotNull Role> roles) {}

    /**
     * @param lockedByFailures whether wrong passwords or codes have locked it for now
     */
    record AccountView(
            AccountId id,
            InstitutionId institution,
            @Nullable String email,
            @Nullable String name,
            String locale,
            List<Role> roles,
            Account.State state,
            boolean lockedByFailures,
            boolean secondFactor,
            Instant createdAt) {}

    private final AdministeringAccounts administering;
    private final PersonalData personalData;
    private final ShownOnce shownOnce;
    private final Answers answers;
    private final String invitations;

    AccountController(
            AdministeringAccounts administering,
            PersonalData personalData,
            ShownOnce shownOnce,
            Answers answers,
            IdentitySettings settings) {
        this.administering = administering;
        this.personalData = personalData;
        this.shownOnce = shownOnce;
        this.answers = answers;
        this.invitations = settings.issuer() + "/invitation/";
    }

    @PostMapping
    @Allowed(Action.ACCOUNT_MANAGE)
    @Operation(
            summary = "Open an account",
            description =
                    "The answer has a member invitation, once: the link at which the person sets a"
                            + " password. It is good for 3 days and for one use.")
    ResponseEntity<?> open(@Valid @RequestBody AccountRequest request, Caller caller) {
        String token = Tokens.drawn();
        String locale = request.locale();
        Outcome<Account> outcome =
                administering.open(
                        new OpenAccount(
                                new AccountId(NewIds.forRequest("account")),
                                request.institution(),
                                new Email(request.email()),
                                request.name().strip(),
                                locale == null ? "id" : locale,
                                request.roles(),
                                Tokens.digest(token)),
                        Granter.of(caller));
        if (outcome instanceof Outcome.Accepted<Account>) {
            shownOnce.add("invitation", invitations + token);
        }
        return answers.created(outcome, a -> "/api/accounts/" + a.id(), this::changed);
    }

    @PostMapping("/{id}/roles")
    @Allowed(Action.ACCOUNT_MANAGE)
    @Operation(
            summary = "Give an account other roles",
            description = "What the person began under the former roles ends.")
    ResponseEntity<?> assume(
            @PathVariable AccountId id, @Valid @RequestBody RolesRequest request, Caller caller) {
        return answers.ok(
                administering.assume(id, request.roles(), Granter.of(caller)), this::changed);
    }

    @PostMapping("/{id}/invitation")
    @Allowed(Action.ACCOUNT_MANAGE)
    @Operation(
            summary = "Invite again",
            description =
                    "Resets the password and the second factor; sign-ins and tokens end. The answer"
                            + " has a member invitation, once.")
    ResponseEntity<?> invite(@PathVariable AccountId id, Caller caller) {
        String token = Tokens.drawn();
        Outcome<Account> outcome =
                administering.invite(id, Tokens.digest(token), Granter.of(caller));
        if (outcome instanceof Outcome.Accepted<Account>) {
            shownOnce.add("invitation", invitations + token);
        }
        return answers.ok(outcome, this::changed);
    }

    @PostMapping("/{id}/locking")
    @Allowed(Action.ACCOUNT_MANAGE)
    @Operation(summary = "Lock an account", description = "Sign-ins and tokens end.")
    ResponseEntity<?> lock(@PathVariable AccountId id, Caller caller) {
        return answers.ok(administering.lock(id, Granter.of(caller)), this::changed);
    }

    @PostMapping("/{id}/unlocking")
    @Allowed(Action.ACCOUNT_MANAGE)
    @Operation(summary = "Unlock an account, whether failures or an administrator locked it")
    ResponseEntity<?> unlock(@PathVariable AccountId id, Caller caller) {
        return answers.ok(administering.unlock(id, Granter.of(caller)), this::changed);
    }

    @PostMapping("/{id}/revocation")
    @Allowed(Action.ACCOUNT_MANAGE)
    @Operation(
            summary = "End an account for good",
            description = "The person left: sign-ins and tokens end; the address is free again.")
    ResponseEntity<?> revoke(@PathVariable AccountId id, Caller caller) {
        return answers.ok(administering.revoke(id, Granter.of(caller)), this::changed);
    }

    @GetMapping("/{id}")
    @Allowed(Action.ACCOUNT_READ)
    ResponseEntity<?> read(@PathVariable AccountId id, Caller caller) {
        return answers.ok(administering.read(id, Granter.of(caller)), this::whole);
    }

    /** Those of the caller's institution unless another is named. */
    @GetMapping
    @Allowed(Action.ACCOUNT_READ)
    Page<AccountView> list(
            @RequestParam @Nullable InstitutionId institution,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit,
            Caller caller) {
        return administering
                .list(
                        institution == null ? caller.institution() : institution,
                        PageRequest.of(cursor, limit),
                        Granter.of(caller))
                .map(this::whole);
    }

    private AccountView changed(Account account) {
        shownOnce.add("email", personalData.email(account));
        shownOnce.add("name", personalData.name(account));
        return view(account, null, null);
    }

    private AccountView whole(Account account) {
        return view(account, personalData.email(account), personalData.name(account));
    }

    private AccountView view(Account account, @Nullable String email, @Nullable String name) {
        return new AccountView(
                account.id(),
                account.institution(),
                email,
                name,
                account.locale(),
                account.roles().stream().sorted().toList(),
                account.state(),
                administering.isLockedByFailures(account),
                account.hasSecondFactor(),
                account.createdAt());
    }
}
