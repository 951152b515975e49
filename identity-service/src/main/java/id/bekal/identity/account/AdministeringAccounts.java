package id.bekal.identity.account;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Role;
import id.bekal.identity.IdentitySettings;
import id.bekal.identity.access.Administration;
import id.bekal.identity.access.Granter;
import id.bekal.identity.access.IdentityRule;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/**
 * Opens, changes and ends accounts, for those who administer their institution; for all others they
 * do not exist. Nobody changes the own account here. What was done, by whom, is logged by ids.
 */
@Service
public class AdministeringAccounts {

    private static final Logger log = LoggerFactory.getLogger(AdministeringAccounts.class);

    /**
     * An account to be.
     *
     * @param invitation digest of the token in the invitation's link
     */
    public record OpenAccount(
            AccountId id,
            InstitutionId institution,
            Email email,
            String name,
            String locale,
            Set<Role> roles,
            String invitation) {

        @Override
        public String toString() {
            return "OpenAccount[" + id + " of " + institution + "]";
        }
    }

    private final Accounts accounts;
    private final Administration administration;
    private final PersonalData personalData;
    private final SignInAttempts attempts;
    private final IdentitySettings settings;
    private final Clock clock;

    AdministeringAccounts(
            Accounts accounts,
            Administration administration,
            PersonalData personalData,
            SignInAttempts attempts,
            IdentitySettings settings,
            Clock clock) {
        this.accounts = accounts;
        this.administration = administration;
        this.personalData = personalData;
        this.attempts = attempts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @throws NotFoundException if the institution is not the granter's to administer
     */
    public Outcome<Account> open(OpenAccount command, Granter granter) {
        var institution =
                administration
                        .of(command.institution(), Action.ACCOUNT_MANAGE, granter)
                        .orElseThrow(NotFoundException::new);
        Outcome<Account> outcome =
                granter.grant(command.roles(), command.id().value(), institution)
                        .then(roles -> opened(command));
        logged(outcome, granter, "opened");
        return outcome;
    }

    private Outcome<Account> opened(OpenAccount command) {
        AccountId id = command.id();
        String print = personalData.print(command.email());
        Account account =
                new Account(
                        id,
                        command.institution(),
                        print,
                        personalData.seal(id, "email", command.email().value()),
                        personalData.seal(id, "name", command.name()),
                        command.locale(),
                        command.roles(),
                        command.invitation(),
                        invitedUntil(),
                        clock.instant());
        try {
            return Outcome.accepted(accounts.save(account));
        } catch (DuplicateKeyException taken) {
            if (accounts.byEmail(print).isPresent()) {
                return Outcome.refused(IdentityRule.EMAIL_TAKEN);
            }
            throw taken;
        }
    }

    public Outcome<Account> assume(AccountId id, Set<Role> roles, Granter granter) {
        return changed(
                id,
                granter,
                "given other roles",
                account ->
                        granter.grant(
                                        roles,
                                        id.value(),
                                        administration
                                                .of(
                                                        account.institution(),
                                                        Action.ACCOUNT_MANAGE,
                                                        granter)
                                                .orElseThrow(NotFoundException::new))
                                .then(granted -> account.assume(granted, clock.instant())));
    }

    /** Invites again, which resets the password and the second factor. */
    public Outcome<Account> invite(AccountId id, String digest, Granter granter) {
        Outcome<Account> outcome =
                changed(
                        id,
                        granter,
                        "invited again",
                        account -> account.invite(digest, invitedUntil(), clock.instant()));
        return forgiven(outcome);
    }

    public Outcome<Account> lock(AccountId id, Granter granter) {
        return changed(id, granter, "locked", account -> account.lock(clock.instant()));
    }

    /** Ends a lock by an administrator, and one by failures. */
    public Outcome<Account> unlock(AccountId id, Granter granter) {
        return forgiven(changed(id, granter, "unlocked", Account::unlock));
    }

    public Outcome<Account> revoke(AccountId id, Granter granter) {
        return changed(id, granter, "revoked", account -> account.revoke(clock.instant()));
    }

    /** The account, if the granter may know of it. */
    public Account read(AccountId id, Granter granter) {
        return accounts.find(id)
                .filter(account -> isTheirs(account, Action.ACCOUNT_READ, granter))
                .orElseThrow(NotFoundException::new);
    }

    /** The accounts of an institution that the granter administers. */
    public Page<Account> list(InstitutionId institution, PageRequest page, Granter granter) {
        return administration
                .of(institution, Action.ACCOUNT_READ, granter)
                .map(administered -> accounts.of(administered.id(), page))
                .orElseThrow(NotFoundException::new);
    }

    /** Whether failures have locked it for now. */
    public boolean isLockedByFailures(Account account) {
        return attempts.isLocked(account.emailPrint());
    }

    private Outcome<Account> changed(
            AccountId id,
            Granter granter,
            String what,
            Function<Account, Outcome<Account>> command) {
        Outcome<Account> outcome =
                Changes.change(
                        accounts,
                        id,
                        account -> isTheirs(account, Action.ACCOUNT_MANAGE, granter),
                        account ->
                                id.value().equals(granter.subject())
                                        ? Outcome.refused(IdentityRule.NOT_FOR_ONESELF)
                                        : command.apply(account));
        logged(outcome, granter, what);
        return outcome;
    }

    private Outcome<Account> forgiven(Outcome<Account> outcome) {
        if (outcome instanceof Outcome.Accepted<Account>(Account account)) {
            attempts.forget(account.emailPrint());
        }
        return outcome;
    }

    private boolean isTheirs(Account account, Action action, Granter granter) {
        return administration.of(account.institution(), action, granter).isPresent();
    }

    private Instant invitedUntil() {
        return clock.instant().plus(settings.signIn().invitation());
    }

    private static void logged(Outcome<Account> outcome, Granter granter, String what) {
        if (outcome instanceof Outcome.Accepted<Account>(Account account)) {
            log.info(
                    "account {} of {} was {} by {}",
                    account.id(),
                    account.institution(),
                    what,
                    granter.subject());
        }
    }
}
