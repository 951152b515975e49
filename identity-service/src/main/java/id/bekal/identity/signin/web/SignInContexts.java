package id.bekal.identity.signin.web;

import id.bekal.identity.account.AccountId;
import id.bekal.identity.account.SigningIn;
import id.bekal.identity.signin.SignIn;
import id.bekal.identity.signin.SignIns;
import id.bekal.identity.signin.StaffAuthentication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Optional;

/**
 * Who is signed in at the browser of a request: looked up each time, so that a sign-in ends at once
 * when its account is revoked, locked, reset, or its institution no longer stands. A sign-in whose
 * steps are not complete is nobody's.
 */
@Component
public class SignInContexts implements SecurityContextRepository {

    private final SignIns signIns;
    private final SignInCookie cookie;
    private final SigningIn signingIn;

    SignInContexts(SignIns signIns, SignInCookie cookie, SigningIn signingIn) {
        this.signIns = signIns;
        this.cookie = cookie;
        this.signingIn = signingIn;
    }

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        signedIn(holder.getRequest()).ifPresent(context::setAuthentication);
        return context;
    }

    private Optional<StaffAuthentication> signedIn(HttpServletRequest request) {
        Optional<SignIn> found = signIns.find(cookie.read(request));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        AccountId account = found.get().account();
        Instant completedAt = found.get().completedAt();
        if (account == null || completedAt == null) {
            return Optional.empty();
        }
        return signingIn
                .usable(account)
                .filter(usable -> usable.upholds(completedAt))
                .map(usable -> new StaffAuthentication(account.value(), completedAt));
    }

    /** Nothing to save: {@link SignIns} are completed step by step. */
    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return signedIn(request).isPresent();
    }

    /** Signs the browser out. */
    public void end(HttpServletRequest request, HttpServletResponse response) {
        signIns.end(cookie.read(request));
        cookie.remove(response);
    }

    /** Sends the browser to the first page; it will come back with what it asked for. */
    public void begin(HttpServletRequest request, HttpServletResponse response) {
        cookie.write(response, signIns.begin(request.getQueryString()));
        // relative: the gateway's address is the browser's matter
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", "/login");
        response.setHeader("Cache-Control", "no-store");
    }
}
