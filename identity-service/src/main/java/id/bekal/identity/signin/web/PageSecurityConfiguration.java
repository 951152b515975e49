package id.bekal.identity.signin.web;

import id.bekal.identity.IdentitySettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pages: open to everyone, each form protected against forgery, nothing loaded from elsewhere
 * and no script at all.
 */
@Configuration(proxyBeanMethods = false)
class PageSecurityConfiguration {

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http, IdentitySettings settings, SignInContexts contexts) {
        return http.securityMatcher("/login", "/login/**", "/invitation/**")
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens(settings)))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy -> policy.policyDirectives(policy(settings)))
                                        // an invitation's address must not travel on
                                        .referrerPolicy(
                                                policy ->
                                                        policy.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static CookieCsrfTokenRepository formTokens(IdentitySettings settings) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(settings.isSecure() ? "__Host-bekal-form" : "bekal-form");
        tokens.setCookieCustomizer(
                cookie ->
                        cookie.path("/")
                                .httpOnly(true)
                                .secure(settings.isSecure())
                                .sameSite("Lax"));
        return tokens;
    }

    /**
     * The last form's answer leads through the authorization endpoint to the console: browsers
     * apply {@code form-action} to where a form is redirected, too.
     */
    private static String policy(IdentitySettings settings) {
        String console =
                settings.console().redirectUris().stream()
                        .map(URI::create)
                        .flatMap(PageSecurityConfiguration::origin)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" "));
        return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
                + " frame-ancestors 'none'; form-action 'self' "
                + console;
    }

    private static Stream<String> origin(URI uri) {
        return uri.getHost() == null
                ? Stream.of(uri.getScheme() + ":")
                : Stream.of(
                        uri.getScheme()
                                + "://"
                                + uri.getHost()
                                + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    }
}
