package id.bekal.identity.token;

import id.bekal.identity.access.Administration;
import id.bekal.identity.access.Grants;
import id.bekal.identity.account.Account;
import id.bekal.identity.account.AccountId;
import id.bekal.identity.account.PersonalData;
import id.bekal.identity.account.SigningIn;
import id.bekal.identity.institution.Institution;
import id.bekal.identity.revocation.RevocationList;
import id.bekal.identity.signin.StaffAuthentication;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the tokens of a signed-in person say. The account is looked at anew for each token: a role
 * that was taken away since the sign-in is not in it. The name is in the ID token and in the user
 * info alone, and there only if the scope {@code profile} was asked for.
 */
@Component
public class StaffTokens {

    /** Scopes that are about the person, not about Bekal. */
    private static final Set<String> OPENID = Set.of(OidcScopes.OPENID, OidcScopes.PROFILE);

    /**
     * For whom a person acts, as what, and how far the token reaches.
     *
     * @param notBefore the least {@code iat} of a token that no revocation ends
     */
    record Standing(
            String institution,
            String kind,
            List<String> roles,
            Set<String> scopes,
            Instant notBefore) {}

    private final SigningIn signingIn;
    private final Administration administration;
    private final PersonalData personalData;

    StaffTokens(SigningIn signingIn, Administration administration, PersonalData personalData) {
        this.signingIn = signingIn;
        this.administration = administration;
        this.personalData = personalData;
    }

    /**
     * The scopes a person gets of those asked for; all that the roles give if none of Bekal's is
     * asked for.
     */
    public Set<String> granted(Set<String> asked, StaffAuthentication person) {
        Account account = account(person);
        Set<String> allowed = Grants.scopesOf(account.roles(), institution(account));
        Set<String> granted = new TreeSet<>(asked);
        if (OPENID.containsAll(asked)) {
            granted.addAll(allowed);
        }
        granted.removeIf(scope -> !allowed.contains(scope) && !OPENID.contains(scope));
        return granted;
    }

    Standing standing(JwtEncodingContext context) {
        StaffAuthentication person = person(context.getPrincipal());
        Account account = account(person);
        Institution institution = institution(account);
        Set<String> scopes = new TreeSet<>(context.getAuthorizedScopes());
        Set<String> allowed = Grants.scopesOf(account.roles(), institution);
        scopes.removeIf(scope -> !allowed.contains(scope) && !OPENID.contains(scope));
        return new Standing(
                account.institution().value(),
                institution.kind(),
                account.roles().stream().map(Enum::name).sorted().toList(),
                scopes,
                account.tokensNotBefore().map(RevocationList::wholeSecond).orElse(Instant.EPOCH));
    }

    /** Completes the ID token. */
    void describe(JwtEncodingContext context) {
        StaffAuthentication person = person(context.getPrincipal());
        Account account = account(person);
        context.getClaims()
                .claim("auth_time", Date.from(person.signedInAt()))
                .claim("institution", account.institution().value());
        if (context.getAuthorizedScopes().contains(OidcScopes.PROFILE)) {
            context.getClaims()
                    .claim("name", personalData.name(account))
                    .claim("locale", account.locale());
        }
    }

    /** What the user info endpoint says to the bearer of a token of that account and scopes. */
    public OidcUserInfo userInfo(String subject, Set<String> scopes) {
        Account account =
                signingIn
                        .usable(new AccountId(subject))
                        .orElseThrow(
                                () ->
                                        new OAuth2AuthenticationException(
                                                OAuth2ErrorCodes.INVALID_TOKEN));
        OidcUserInfo.Builder info =
                OidcUserInfo.builder()
                        .subject(subject)
                        .claim("institution", account.institution().value());
        if (scopes.contains(OidcScopes.PROFILE)) {
            info.name(personalData.name(account)).locale(account.locale());
        }
        return info.build();
    }

    /** Ends the person's sign-ins and tokens. */
    void endAll(String subject) {
        signingIn.endAll(new AccountId(subject));
    }

    private static StaffAuthentication person(Authentication principal) {
        if (principal instanceof StaffAuthentication person) {
            return person;
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }

    private Account account(StaffAuthentication person) {
        return signingIn
                .usable(new AccountId(person.getName()))
                .filter(account -> account.upholds(person.signedInAt()))
                .orElseThrow(
                        () -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
    }

    private Institution institution(Account account) {
        return administration
                .inForce(account.institution())
                .orElseThrow(
                        () -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
    }
}
