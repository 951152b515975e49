package id.bekal.gateway.security;

import id.bekal.gateway.PublicPaths;
import id.bekal.gateway.limit.RateLimits;
import id.bekal.gateway.problem.Problem;
import id.bekal.gateway.problem.ProblemResponses;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/**
 * Public paths pass without a look at any token; the API, the operations and what management shows
 * need one that verifies; whatever is neither does not exist.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    private static final String[] PUBLIC =
            PublicPaths.and("/", "/live/**", "/docs/**", "/actuator/health/**");

    /**
     * For the pages served from here and for what a service shows without a policy of its own,
     * which takes precedence.
     */
    private static final String CONTENT_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /** What a page of this address needs of the device: nothing but a camera, to scan a code. */
    private static final String PERMISSIONS =
            "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";

    private static final ServerBearerTokenAuthenticationConverter BEARER =
            new ServerBearerTokenAuthenticationConverter();

    @Bean
    @Order(1)
    SecurityWebFilterChain publicPaths(ServerHttpSecurity http) {
        return stateless(
                        http.securityMatcher(
                                new OrServerWebExchangeMatcher(
                                        ServerWebExchangeMatchers.pathMatchers(PUBLIC),
                                        SecurityConfiguration::ticketed)))
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain protectedPaths(
            ServerHttpSecurity http, ProblemResponses problems, RateLimits limits) {
        ServerAuthenticationEntryPoint unauthenticated =
                (exchange, failure) -> {
                    if (!limits.admitStranger(exchange)) {
                        return limits.refuse(exchange);
                    }
                    exchange.getResponse()
                            .getHeaders()
                            .set(HttpHeaders.WWW_AUTHENTICATE, challenge(failure));
                    return problems.write(exchange, Problem.UNAUTHENTICATED);
                };
        return stateless(http)
                .authorizeExchange(
                        exchanges ->
                                exchanges
                                        .pathMatchers("/api/**", "/operations/**")
                                        .authenticated()
                                        .pathMatchers("/actuator/**")
                                        .hasAuthority("SCOPE_operations")
                                        .anyExchange()
                                        .access(
                                                (authentication, context) ->
                                                        Mono.error(
                                                                new ResponseStatusException(
                                                                        HttpStatus.NOT_FOUND))))
                .oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> {})
                                        .bearerTokenConverter(SecurityConfiguration::onlyToken)
                                        .authenticationEntryPoint(unauthenticated))
                .exceptionHandling(
                        exceptions ->
                                exceptions
                                        .authenticationEntryPoint(unauthenticated)
                                        .accessDeniedHandler(
                                                (exchange, denied) ->
                                                        problems.write(
                                                                exchange, Problem.FORBIDDEN)))
                .build();
    }

    private static Mono<MatchResult> ticketed(ServerWebExchange exchange) {
        return PublicPaths.isTicketed(exchange.getRequest())
                ? MatchResult.match()
                : MatchResult.notMatch();
    }

    /** Of two tokens, this side and a service might each look at another. */
    private static Mono<Authentication> onlyToken(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION).size() > 1
                ? Mono.error(
                        new OAuth2AuthenticationException(
                                BearerTokenErrors.invalidRequest("Several tokens")))
                : BEARER.convert(exchange);
    }

    /** RFC 6750: no error code when no token was sent; never the verifier's own words. */
    private static String challenge(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException oauth
                        && oauth.getError() instanceof BearerTokenError error
                ? "Bearer error=\"" + error.getErrorCode() + "\""
                : "Bearer";
    }

    private static ServerHttpSecurity stateless(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // no cookie to ride on
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(
                        headers ->
                                headers.referrerPolicy(
                                                policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                                        .contentSecurityPolicy(
                                                policy -> policy.policyDirectives(CONTENT_POLICY))
                                        .permissionsPolicy(policy -> policy.policy(PERMISSIONS))
                                        // AnswerHeaders knows better when there is TLS
                                        .hsts(ServerHttpSecurity.HeaderSpec.HstsSpec::disable));
    }

    /** Paths made to be read differently by two servers: {@code //}, {@code ;}, {@code %2f} … */
    @Bean
    ServerExchangeRejectedHandler rejectedPaths(ProblemResponses problems) {
        return (exchange, rejected) -> problems.write(exchange, Problem.MALFORMED_REQUEST);
    }
}
