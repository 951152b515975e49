package id.bekal.platform.security;

import id.bekal.platform.web.Problems;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

import java.util.List;

/**
 * Every service verifies the token itself: signature, algorithm, issuer, time, audience; the
 * gateway is not trusted to have done it. What a service offers without a token it lists as a
 * {@link PublicPaths} bean. Who may do what with a good token is {@link AccessCheck}'s matter.
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {

    /** Paths a service offers to everyone. */
    public record PublicPaths(List<String> patterns) {}

    @Bean
    SecurityFilterChain tokens(
            HttpSecurity http, ObjectProvider<PublicPaths> published, Problems problems)
            throws Exception {
        String[] open =
                published.stream()
                        .flatMap(paths -> paths.patterns().stream())
                        .toArray(String[]::new);
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(
                                                "/actuator/health/**",
                                                "/actuator/health",
                                                "/actuator/prometheus",
                                                "/v3/api-docs/**",
                                                "/v3/api-docs",
                                                "/error")
                                        .permitAll()
                                        .requestMatchers(open)
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> {})
                                        .authenticationEntryPoint(
                                                (request, response, failure) -> {
                                                    response.setHeader(
                                                            "WWW-Authenticate", "Bearer");
                                                    problems.write(
                                                            request,
                                                            response,
                                                            HttpStatus.UNAUTHORIZED,
                                                            "UNAUTHENTICATED");
                                                })
                                        .accessDeniedHandler(
                                                (request, response, failure) ->
                                                        problems.write(
                                                                request,
                                                                response,
                                                                HttpStatus.FORBIDDEN,
                                                                "SCOPE_MISSING")))
                .exceptionHandling(
                        errors ->
                                errors.accessDeniedHandler(
                                        (request, response, failure) ->
                                                problems.write(
                                                        request,
                                                        response,
                                                        HttpStatus.FORBIDDEN,
                                                        "SCOPE_MISSING")))
                .build();
    }
}
