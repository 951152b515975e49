package id.bekal.identity.signin;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import java.time.Instant;

/** A person who is signed in at this browser, by the account's id. */
public final class StaffAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String account;
    private final Instant signedInAt;

    public StaffAuthentication(String account, Instant signedInAt) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.account = account;
        this.signedInAt = signedInAt;
        setAuthenticated(true);
    }

    public Instant signedInAt() {
        return signedInAt;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return account;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StaffAuthentication that
                && account.equals(that.account)
                && signedInAt.equals(that.signedInAt);
    }

    @Override
    public int hashCode() {
        return account.hashCode();
    }
}
