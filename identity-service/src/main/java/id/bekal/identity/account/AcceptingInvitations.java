package id.bekal.identity.account;

import id.bekal.identity.secret.Tokens;
import id.bekal.platform.Outcome;
import id.bekal.platform.Rule;
import id.bekal.platform.web.Changes;

import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Lets an invited person set a password, once. */
@Service
public class AcceptingInvitations {

    /** Why no password was set; the names are keys of texts. */
    public enum InvitationRule implements Rule {
        INVITATION_OVER,
        PASSWORD_TOO_SHORT,
        PASSWORD_TOO_LONG,
        PASSWORD_TOO_EASY
    }

    private final Accounts accounts;
    private final Passwords passwords;
    private final PersonalData personalData;
    private final Clock clock;

    AcceptingInvitations(
            Accounts accounts, Passwords passwords, PersonalData personalData, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.personalData = personalData;
        this.clock = clock;
    }

    /** Whether the link is good: not used, not over. */
    public boolean isGood(String token) {
        return invited(token).isPresent();
    }

    private Optional<Account> invited(String token) {
        String digest = Tokens.digest(token);
        return accounts.byInvitation(digest)
                .filter(account -> account.isInvitedBy(digest, clock.instant()));
    }

    /**
     * Sets the password and uses the invitation up; a refused password leaves it as it is.
     *
     * @throws id.bekal.identity.secret.HashingGate.BusyException if too many are hashed already
     */
    public Outcome<Account> accept(String token, String password) {
        Optional<Account> invited = invited(token);
        if (invited.isEmpty()) {
            return Outcome.refused(InvitationRule.INVITATION_OVER);
        }
        Account account = invited.get();
        Optional<String> objection =
                passwords.objection(
                        password, List.of(personalData.name(account), personalData.email(account)));
        if (objection.isPresent()) {
            return Outcome.refused(InvitationRule.valueOf(objection.get()));
        }
        String hash = passwords.hash(password);
        String digest = Tokens.digest(token);
        return Changes.follow(
                accounts,
                account.id(),
                found -> {
                    // of two that come at once with the link, one finds it used
                    if (!found.isInvitedBy(digest, clock.instant())) {
                        return Outcome.refused(InvitationRule.INVITATION_OVER);
                    }
                    found.acceptInvitation(hash);
                    return Outcome.accepted(found);
                });
    }
}
