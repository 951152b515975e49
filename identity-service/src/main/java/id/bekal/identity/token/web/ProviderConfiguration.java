package id.bekal.identity.token.web;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.revocation.RevocationList;
import id.bekal.identity.signin.web.SignInContexts;
import id.bekal.identity.token.ClientAssertions;
import id.bekal.identity.token.StaffTokens;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OidcConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The provider's endpoints, those that are served and no others: the framework also has revocation,
 * introspection, device and pushed requests, registration. What the platform's own chain answers
 * comes after.
 */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    private static final String USER_INFO = "/userinfo";
    private static final String LOGOUT = "/oauth2/logout";
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String METADATA = "/.well-known/oauth-authorization-server";

    /** Members of the discovery documents that speak of what is served here. */
    private static final Set<String> ANNOUNCED =
            Set.of(
                    "issuer",
                    "authorization_endpoint",
                    "token_endpoint",
                    "token_endpoint_auth_methods_supported",
                    "jwks_uri",
                    "userinfo_endpoint",
                    "end_session_endpoint",
                    "response_types_supported",
                    "grant_types_supported",
                    "code_challenge_methods_supported",
                    "subject_types_supported",
                    "id_token_signing_alg_values_supported",
                    "scopes_supported");

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentitySettings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.issuer().toString())
                .oidcUserInfoEndpoint(USER_INFO)
                .oidcLogoutEndpoint(LOGOUT)
                .build();
    }

    @Bean
    OAuth2TokenGenerator<Jwt> tokenGenerator(
            JWKSource<SecurityContext> keys,
            OAuth2TokenCustomizer<JwtEncodingContext> claims,
            Clock clock) {
        JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(keys));
        generator.setJwtCustomizer(claims);
        generator.setClock(clock);
        return generator;
    }

    /**
     * Verifies the tokens that come back to this service. It has the keys and the revocations at
     * hand, so it need not ask itself for them over HTTP.
     */
    @Bean
    JwtDecoder jwtDecoder(
            JWKSource<SecurityContext> keys,
            RevocationList revocations,
            IdentitySettings settings,
            Clock clock) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256), keys));
        // time is judged below, by the service's clock
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        JwtTimestampValidator time = new JwtTimestampValidator(Duration.ofSeconds(30));
        time.setClock(clock);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        time,
                        new JwtIssuerValidator(settings.issuer().toString()),
                        new JwtClaimValidator<Collection<String>>(
                                "aud", audience -> audience != null && audience.contains("bekal")),
                        notRevoked(revocations)));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> notRevoked(RevocationList revocations) {
        return token -> {
            Instant issuedAt = token.getIssuedAt();
            boolean ended =
                    issuedAt == null
                            || revocations.current().stream()
                                    .anyMatch(
                                            revocation ->
                                                    revocation.sub().equals(token.getSubject())
                                                            && issuedAt.isBefore(
                                                                    revocation.notBefore()));
            return ended
                    ? OAuth2TokenValidatorResult.failure(
                            new OAuth2Error("invalid_token", "it was revoked", null))
                    : OAuth2TokenValidatorResult.success();
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain provider(
            HttpSecurity http,
            AuthorizationServerSettings endpoints,
            IdentitySettings settings,
            SignInContexts contexts,
            StaffTokens staff,
            ClientAssertions assertions) {
        // before the first page it must be known who asks: with prompt=none the answer is no page
        RequestMatcher silent =
                request ->
                        endpoints.getAuthorizationEndpoint().equals(request.getServletPath())
                                && "none".equals(request.getParameter("prompt"));
        return http.securityMatcher(
                        endpoints.getTokenEndpoint(),
                        endpoints.getJwkSetEndpoint(),
                        endpoints.getAuthorizationEndpoint(),
                        USER_INFO,
                        LOGOUT,
                        DISCOVERY,
                        METADATA)
                // each endpoint protects itself: by client authentication, PKCE, the ID token; a
                // protection that is disabled, the authorization server enables again
                .csrf(csrf -> csrf.ignoringRequestMatchers(AnyRequestMatcher.INSTANCE))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(contexts))
                .oauth2AuthorizationServer(
                        server -> {
                            server.withObjectPostProcessor(withoutServletSession());
                            server.clientAuthentication(
                                    client ->
                                            client.authenticationProviders(
                                                    all -> verifying(all, assertions)));
                            server.authorizationEndpoint(
                                    endpoint ->
                                            endpoint.authorizationRequestConverters(
                                                    all -> narrow(all, staff)));
                            server.tokenEndpoint(
                                    endpoint ->
                                            endpoint.accessTokenRequestConverters(
                                                    ProviderConfiguration::grants));
                            server.authorizationServerMetadataEndpoint(
                                    endpoint ->
                                            endpoint.authorizationServerMetadataCustomizer(
                                                    document ->
                                                            document.claims(
                                                                    c -> announced(c, settings))));
                            server.oidc(oidc -> openId(oidc, settings, contexts, staff));
                        })
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(silent)
                                        .permitAll()
                                        .requestMatchers(LOGOUT)
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .exceptionHandling(
                        exceptions ->
                                exceptions.defaultAuthenticationEntryPointFor(
                                        (request, response, failure) ->
                                                contexts.begin(request, response),
                                        request ->
                                                endpoints
                                                        .getAuthorizationEndpoint()
                                                        .equals(request.getServletPath())))
                .build();
    }

    /** The framework would open a servlet session at each authorization, which nobody reads. */
    private static ObjectPostProcessor<OAuth2AuthorizationEndpointFilter> withoutServletSession() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationEndpointFilter> O postProcess(O filter) {
                filter.setSessionAuthenticationStrategy((authentication, request, response) -> {});
                return filter;
            }
        };
    }

    private static void openId(
            OidcConfigurer oidc,
            IdentitySettings settings,
            SignInContexts contexts,
            StaffTokens staff) {
        oidc.providerConfigurationEndpoint(
                endpoint ->
                        endpoint.providerConfigurationCustomizer(
                                document -> document.claims(c -> announced(c, settings))));
        oidc.userInfoEndpoint(
                endpoint ->
                        endpoint.userInfoMapper(
                                context ->
                                        staff.userInfo(
                                                context.getAuthorization().getPrincipalName(),
                                                context.getAccessToken().getScopes())));
        oidc.logoutEndpoint(endpoint -> endpoint.logoutResponseHandler(signingOut(contexts)));
    }

    private static void verifying(
            List<AuthenticationProvider> providers, ClientAssertions assertions) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof JwtClientAssertionAuthenticationProvider byAssertion) {
                byAssertion.setJwtDecoderFactory(assertions);
            }
        }
    }

    /** The code's, and a client's own; without refresh, device and exchange. */
    private static void grants(List<AuthenticationConverter> converters) {
        converters.clear();
        converters.add(new OAuth2AuthorizationCodeAuthenticationConverter());
        converters.add(new ClientCredentialsRequests());
    }

    private static void narrow(List<AuthenticationConverter> converters, StaffTokens staff) {
        converters.clear();
        converters.add(new AuthorizationRequests(staff));
    }

    private static void announced(Map<String, Object> claims, IdentitySettings settings) {
        claims.keySet().retainAll(ANNOUNCED);
        claims.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
        claims.put("response_types_supported", List.of("code"));
        claims.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none"));
        claims.put("id_token_signing_alg_values_supported", List.of("ES256"));
        claims.put(
                "scopes_supported",
                Stream.concat(Stream.of("openid", "profile"), settings.scopes().stream().sorted())
                        .toList());
    }

    private static OidcLogoutAuthenticationSuccessHandler signingOut(SignInContexts contexts) {
        var handler = new OidcLogoutAuthenticationSuccessHandler();
        handler.setLogoutHandler(
                (request, response, authentication) -> contexts.end(request, response));
        return handler;
    }
}
