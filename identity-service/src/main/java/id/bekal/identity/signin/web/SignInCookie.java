package id.bekal.identity.signin.web;

import id.bekal.identity.IdentitySettings;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

import java.time.Duration;

/**
 * The browser's token. No script reads it; another site's form does not carry it; behind HTTPS its
 * name begins with {@code __Host-}, so that no neighbour under the same domain can plant one.
 */
@Component
public class SignInCookie {

    private final String name;
    private final boolean secure;

    SignInCookie(IdentitySettings settings) {
        this.secure = settings.isSecure();
        this.name = secure ? "__Host-bekal-sign-in" : "bekal-sign-in";
    }

    @Nullable String read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null ? null : cookie.getValue();
    }

    /** Until the browser closes: how long the sign-in lasts is the store's matter. */
    void write(HttpServletResponse response, String token) {
        add(response, ResponseCookie.from(name, token));
    }

    void remove(HttpServletResponse response) {
        add(response, ResponseCookie.from(name, "").maxAge(Duration.ZERO));
    }

    private void add(HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie.path("/").httpOnly(true).secure(secure).sameSite("Lax").build().toString());
    }
}
