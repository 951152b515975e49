package id.bekal.identity.token.web;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads client_credentials requests. One that names no scope asks for all the client is granted
 * (RFC 6749, 3.3 wants a documented default); the framework would issue a token that may nothing.
 */
final class ClientCredentialsRequests implements AuthenticationConverter {

    private final AuthenticationConverter standard =
            new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        Authentication asked = standard.convert(request);
        if (asked instanceof OAuth2ClientCredentialsAuthenticationToken token
                && token.getScopes().isEmpty()
                && token.getPrincipal() instanceof OAuth2ClientAuthenticationToken principal
                && principal.getRegisteredClient() != null) {
            return new OAuth2ClientCredentialsAuthenticationToken(
                    principal,
                    principal.getRegisteredClient().getScopes(),
                    token.getAdditionalParameters());
        }
        return asked;
    }
}
