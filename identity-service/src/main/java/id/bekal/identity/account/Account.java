package id.bekal.identity.account;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Role;
import id.bekal.identity.access.IdentityRule;
import id.bekal.identity.secret.Tokens;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person's account. The e-mail address and the name are sealed; the address is found by its keyed
 * digest. The password is set by the person, by way of an invitation.
 */
@Document("accounts")
public class Account extends Aggregate {

    /** How it stands. */
    public enum State {
        /** No password yet, or none any more. */
        INVITED,
        ACTIVE,
        /** By an administrator, until an administrator unlocks it. */
        LOCKED,
        REVOKED
    }

    /**
     * An invitation to set a password.
     *
     * @param digest of the token in its link
     */
    private record Invitation(String digest, Instant until) {}

    /**
     * The authenticator app.
     *
     * @param sealed its secret, sealed for this account
     * @param usedUpTo the last step whose code was used
     */
    private record Factor(String sealed, long usedUpTo) {}

    @Id private AccountId id;
    private InstitutionId institution;
    private String emailPrint;
    private String sealedEmail;
    private String sealedName;
    private String locale;
    private Set<Role> roles;
    private Instant createdAt;
    private @Nullable Invitation invitation;
    private @Nullable String passwordHash;
    private @Nullable String offeredFactor;
    private @Nullable Factor factor;
    private @Nullable List<String> recoveryPrints;
    private boolean locked;
    private boolean revoked;
    private @Nullable Instant tokensNotBefore;

    @SuppressWarnings("NullAway.Init")
    Account() {}

    /**
     * @param emailPrint the address's keyed digest
     * @param invitation digest of the token that the person will set a password with
     */
    Account(
            AccountId id,
            InstitutionId institution,
            String emailPrint,
            String sealedEmail,
            String sealedName,
            String locale,
            Set<Role> roles,
            String invitation,
            Instant invitedUntil,
            Instant at) {
        this.id = id;
        this.institution = institution;
        this.emailPrint = emailPrint;
        this.sealedEmail = sealedEmail;
        this.sealedName = sealedName;
        this.locale = locale;
        this.roles = roles;
        this.createdAt = at;
        this.invitation = new Invitation(invitation, invitedUntil);
    }

    // ---- by who administers it

    /** Gives other roles; what was begun under the former ends. */
    Outcome<Account> assume(Set<Role> others, Instant at) {
        if (revoked) {
            return Outcome.refused(IdentityRule.ACCOUNT_REVOKED);
        }
        roles = others;
        tokensNotBefore = at;
        return Outcome.accepted(this);
    }

    /** Starts over: the password, the second factor and all that was begun with them end. */
    Outcome<Account> invite(String digest, Instant until, Instant at) {
        if (revoked) {
            return Outcome.refused(IdentityRule.ACCOUNT_REVOKED);
        }
        invitation = new Invitation(digest, until);
        forgetCredentials();
        locked = false;
        tokensNotBefore = at;
        return Outcome.accepted(this);
    }

    /** Shuts the person out until {@link #unlock()}. */
    Outcome<Account> lock(Instant at) {
        if (revoked) {
            return Outcome.refused(IdentityRule.ACCOUNT_REVOKED);
        }
        locked = true;
        tokensNotBefore = at;
        return Outcome.accepted(this);
    }

    Outcome<Account> unlock() {
        if (revoked) {
            return Outcome.refused(IdentityRule.ACCOUNT_REVOKED);
        }
        locked = false;
        return Outcome.accepted(this);
    }

    /**
     * The person left. The address is free for another account, as when the person goes to another
     * institution.
     */
    Outcome<Account> revoke(Instant at) {
        if (revoked) {
            return Outcome.refused(IdentityRule.ACCOUNT_REVOKED);
        }
        revoked = true;
        emailPrint = "revoked/" + id;
        invitation = null;
        forgetCredentials();
        tokensNotBefore = at;
        return Outcome.accepted(this);
    }

    private void forgetCredentials() {
        passwordHash = null;
        offeredFactor = null;
        factor = null;
        recoveryPrints = null;
    }

    // ---- by the person

    /** Whether the token is that of an invitation that still stands. */
    boolean isInvitedBy(String digest, Instant now) {
        return invitation != null
                && !revoked
                && now.isBefore(invitation.until())
                && Tokens.same(invitation.digest(), digest);
    }

    /** Sets the password and uses the invitation up. */
    void acceptInvitation(String newPasswordHash) {
        passwordHash = newPasswordHash;
        invitation = null;
    }

    /** Keeps a secret for an app until a code of it confirms that the app has it. */
    void offerFactor(String sealed) {
        offeredFactor = sealed;
    }

    @Nullable String offeredFactor() {
        return offeredFactor;
    }

    void confirmFactor(long step, List<String> prints) {
        factor = new Factor(java.util.Objects.requireNonNull(offeredFactor), step);
        offeredFactor = null;
        recoveryPrints = new ArrayList<>(prints);
    }

    @Nullable String sealedFactor() {
        return factor == null ? null : factor.sealed();
    }

    long factorUsedUpTo() {
        return factor == null ? -1 : factor.usedUpTo();
    }

    void useFactor(long step) {
        factor = new Factor(java.util.Objects.requireNonNull(factor).sealed(), step);
    }

    /** Uses a recovery code up; false if it is none of these. */
    boolean useRecoveryCode(String print) {
        return recoveryPrints != null && recoveryPrints.remove(print);
    }

    boolean endAll(Instant at) {
        tokensNotBefore = at;
        return true;
    }

    // ---- what it is

    public State state() {
        if (revoked) {
            return State.REVOKED;
        }
        if (locked) {
            return State.LOCKED;
        }
        return passwordHash == null ? State.INVITED : State.ACTIVE;
    }

    /** Whether a sign-in, or a step of one, at that time still stands. */
    public boolean upholds(Instant signedInAt) {
        return state() == State.ACTIVE
                && (tokensNotBefore == null || signedInAt.isAfter(tokensNotBefore));
    }

    /** Since when its tokens are good, if it ever ended any. */
    public Optional<Instant> tokensNotBefore() {
        return Optional.ofNullable(tokensNotBefore);
    }

    public boolean hasSecondFactor() {
        return factor != null;
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public AccountId id() {
        return id;
    }

    public InstitutionId institution() {
        return institution;
    }

    String emailPrint() {
        return emailPrint;
    }

    String sealedEmail() {
        return sealedEmail;
    }

    String sealedName() {
        return sealedName;
    }

    public String locale() {
        return locale;
    }

    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    public Instant createdAt() {
        return createdAt;
    }

    @Nullable String passwordHash() {
        return passwordHash;
    }
}
