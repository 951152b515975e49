package id.bekal.identity.account;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.access.Administration;
import id.bekal.platform.Outcome;
import id.bekal.platform.Rule;
import id.bekal.platform.web.Changes;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The steps of signing in: the password, then the second factor. A wrong password, an unknown
 * address and a locked account are answered alike and take as long. The steps' order is the
 * caller's matter ({@code signin}).
 */
@Service
public class SigningIn {

    private static final Logger log = LoggerFactory.getLogger(SigningIn.class);

    /** What comes after the right password. */
    public enum Next {
        /** A code of the app, or a recovery code. */
        CODE,
        /** An app has to be set up first. */
        MUST_ENROL,
        /** An app may be set up. */
        MAY_ENROL
    }

    /** A secret offered to an app. */
    public record Offer(String secret, String email) {

        @Override
        public String toString() {
            return "Offer[…]";
        }
    }

    private final Accounts accounts;
    private final Administration administration;
    private final Passwords passwords;
    private final PersonalData personalData;
    private final SignInAttempts attempts;
    private final IdentitySettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    SigningIn(
            Accounts accounts,
            Administration administration,
            Passwords passwords,
            PersonalData personalData,
            SignInAttempts attempts,
            IdentitySettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.accounts = accounts;
        this.administration = administration;
        this.passwords = passwords;
        this.personalData = personalData;
        this.attempts = attempts;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Counts what became of a step: a wave of wrong passwords is seen before it is complained of.
     */
    private void counted(String outcome) {
        meters.counter("bekal.identity.sign.in", "outcome", outcome).increment();
    }

    /**
     * The account of that address and password, if it may be signed in to.
     *
     * @throws id.bekal.identity.secret.HashingGate.BusyException if too many sign in at once; the
     *     attempt is not counted
     */
    public Optional<AccountId> withPassword(Email email, String password) {
        String address = personalData.print(email);
        if (!attempts.begin(address)) {
            counted("locked");
            return Optional.empty();
        }
        Optional<Account> account = accounts.byEmail(address);
        boolean matches;
        try {
            matches = passwords.matches(password, account.map(Account::passwordHash).orElse(null));
        } catch (RuntimeException notJudged) {
            attempts.takeBack(address);
            throw notJudged;
        }
        Optional<AccountId> passed =
                account.filter(found -> matches && isUsable(found)).map(Account::id);
        passed.ifPresentOrElse(
                id -> attempts.takeBack(address),
                () -> {
                    counted("wrong-password");
                    account.ifPresent(a -> log.info("a wrong password for account {}", a.id()));
                });
        return passed;
    }

    private boolean isUsable(Account account) {
        return account.state() == Account.State.ACTIVE
                && administration.inForce(account.institution()).isPresent();
    }

    /** The account, if it may be signed in to now. */
    public Optional<Account> usable(AccountId id) {
        return accounts.find(id).filter(this::isUsable);
    }

    /** What the account asks for after its password. */
    public Next next(Account account) {
        if (account.hasSecondFactor()) {
            return Next.CODE;
        }
        return Collections.disjoint(account.roles(), settings.signIn().secondFactorFor())
                ? Next.MAY_ENROL
                : Next.MUST_ENROL;
    }

    /** Whether it is a code of the account's app, or one of its recovery codes, not used before. */
    public boolean withCode(AccountId id, String typed) {
        Optional<Account> found = usable(id);
        if (found.isEmpty() || !attempts.begin(found.get().emailPrint())) {
            return false;
        }
        String code = typed.replaceAll("\\s", "");
        Outcome<Account> outcome =
                Changes.follow(
                        accounts,
                        id,
                        account ->
                                used(account, code)
                                        ? Outcome.accepted(account)
                                        : Outcome.refused(Objection.WRONG_CODE));
        boolean right = outcome instanceof Outcome.Accepted<Account>;
        if (right) {
            signedIn(found.get());
        } else {
            counted("wrong-code");
            log.info("a wrong code for account {}", id);
        }
        return right;
    }

    /** Why a code is refused stays in here. */
    private enum Objection implements Rule {
        WRONG_CODE
    }

    private boolean used(Account account, String code) {
        String sealed = account.sealedFactor();
        if (sealed == null) {
            return false;
        }
        OptionalLong step =
                SecondFactor.stepOf(
                        personalData.open(account.id(), "factor", sealed),
                        code,
                        clock.instant(),
                        account.factorUsedUpTo());
        if (step.isPresent()) {
            account.useFactor(step.getAsLong());
            return true;
        }
        return account.useRecoveryCode(personalData.recoveryPrint(account.id(), code));
    }

    /** No second factor is asked for: the password was all. */
    public void withoutCode(Account account) {
        signedIn(account);
    }

    private void signedIn(Account account) {
        attempts.forget(account.emailPrint());
        counted("completed");
        log.info("account {} of {} signed in", account.id(), account.institution());
    }

    /** The secret for the account's app; the same until a code confirms it. */
    public Offer offer(AccountId id) {
        Account account =
                Changes.note(
                        accounts,
                        id,
                        found -> {
                            if (found.offeredFactor() != null) {
                                return false;
                            }
                            found.offerFactor(
                                    personalData.seal(id, "factor", SecondFactor.drawn()));
                            return true;
                        });
        return new Offer(
                personalData.open(
                        id, "factor", java.util.Objects.requireNonNull(account.offeredFactor())),
                personalData.email(account));
    }

    /**
     * Confirms that the app has the secret.
     *
     * @return the recovery codes, to be shown once; empty if the code is wrong
     */
    public Optional<List<String>> enrol(AccountId id, String typed) {
        Optional<Account> found = usable(id);
        if (found.isEmpty() || !attempts.begin(found.get().emailPrint())) {
            return Optional.empty();
        }
        String code = typed.replaceAll("\\s", "");
        List<String> recovery = RecoveryCodes.drawn();
        Outcome<Account> outcome =
                Changes.follow(accounts, id, account -> confirmed(account, code, recovery));
        if (outcome instanceof Outcome.Refused<Account>) {
            return Optional.empty();
        }
        signedIn(found.get());
        return Optional.of(recovery);
    }

    private Outcome<Account> confirmed(Account account, String code, List<String> recovery) {
        String offered = account.offeredFactor();
        // an account that has an app keeps it: only an administrator resets it
        if (offered == null || account.hasSecondFactor()) {
            return Outcome.refused(Objection.WRONG_CODE);
        }
        OptionalLong step =
                SecondFactor.stepOf(
                        personalData.open(account.id(), "factor", offered),
                        code,
                        clock.instant(),
                        -1);
        if (step.isEmpty()) {
            return Outcome.refused(Objection.WRONG_CODE);
        }
        List<String> prints = new ArrayList<>();
        recovery.forEach(one -> prints.add(personalData.recoveryPrint(account.id(), one)));
        account.confirmFactor(step.getAsLong(), prints);
        return Outcome.accepted(account);
    }

    /** Ends all sign-ins and tokens: something of theirs was stolen. */
    public void endAll(AccountId id) {
        Changes.note(accounts, id, account -> account.endAll(clock.instant()));
        log.warn("all sign-ins and tokens of account {} ended: a code was used twice", id);
    }
}
