package id.bekal.identity.token.web;

import id.bekal.identity.signin.StaffAuthentication;
import id.bekal.identity.token.StaffTokens;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

import java.util.Set;

/**
 * Reads authorization requests and narrows the scopes to those the signed-in person has, so that
 * the token and the answer that names its scopes agree.
 */
final class AuthorizationRequests implements AuthenticationConverter {

    private final AuthenticationConverter standard =
            new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final StaffTokens staff;

    AuthorizationRequests(StaffTokens staff) {
        this.staff = staff;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        Authentication asked = standard.convert(request);
        if (asked instanceof OAuth2AuthorizationCodeRequestAuthenticationToken authorization
                && authorization.getPrincipal() instanceof StaffAuthentication person) {
            Set<String> granted = staff.granted(authorization.getScopes(), person);
            return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                    authorization.getAuthorizationUri(),
                    authorization.getClientId(),
                    person,
                    authorization.getRedirectUri(),
                    authorization.getState(),
                    granted,
                    authorization.getAdditionalParameters());
        }
        return asked;
    }
}
