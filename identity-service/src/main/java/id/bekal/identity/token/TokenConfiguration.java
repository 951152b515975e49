package id.bekal.identity.token;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import id.bekal.identity.IdentitySettings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Opens the token and key endpoints, the discovery documents and health, and nothing else. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TokenConfiguration.class);

    @Bean
    SigningKeys signingKeys(IdentitySettings settings) {
        return settings.signingKeysFile()
                .map(SigningKeys::read)
                .orElseGet(
                        () -> {
                            log.warn(
                                    "bekal.identity.signing-keys is not set: signing with a key"
                                            + " made now. Tokens die with this process, and several"
                                            + " instances would not accept each other's; set"
                                            + " BEKAL_IDENTITY_SIGNING_KEYS in production.");
                            return SigningKeys.generated();
                        });
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(SigningKeys keys) {
        return new ImmutableJWKSet<>(keys.all());
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentitySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer().toString()).build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoints(HttpSecurity http, AuthorizationServerSettings endpoints) {
        // only these two: the framework also serves authorization, revocation, introspection …
        return stateless(
                        http.securityMatcher(
                                endpoints.getTokenEndpoint(), endpoints.getJwkSetEndpoint()))
                .oauth2AuthorizationServer(
                        server ->
                                server.tokenEndpoint(
                                        token ->
                                                token.accessTokenRequestConverters(
                                                        TokenConfiguration::onlyClientCredentials)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    private static void onlyClientCredentials(List<AuthenticationConverter> converters) {
        converters.clear();
        converters.add(new ClientCredentialsRequests());
    }

    @Bean
    @Order(2)
    SecurityFilterChain publicDocuments(HttpSecurity http) {
        return stateless(http)
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(
                                                HttpMethod.GET,
                                                "/.well-known/openid-configuration",
                                                "/.well-known/oauth-authorization-server",
                                                "/actuator/health",
                                                "/actuator/health/**")
                                        .permitAll()
                                        .anyRequest()
                                        .denyAll())
                .exceptionHandling(
                        exceptions ->
                                exceptions.authenticationEntryPoint(
                                        (request, response, failure) ->
                                                notFound(request, response)))
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        // there is no cookie to ride on; a protection that is disabled, the authorization server
        // enables again, and what it then refuses opens a session
        return http.csrf(csrf -> csrf.ignoringRequestMatchers(AnyRequestMatcher.INSTANCE))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        sessions ->
                                sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static void notFound(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean english =
                request.getHeader("Accept-Language") != null
                        && request.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter()
                .write(
                        """
                        {"type":"about:blank","title":"%s","status":404,"code":"NOT_FOUND"}"""
                                .formatted(english ? "Not found" : "Tidak ditemukan"));
    }
}
