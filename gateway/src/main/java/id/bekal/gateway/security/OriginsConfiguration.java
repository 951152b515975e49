package id.bekal.gateway.security;

import id.bekal.gateway.GatewaySettings;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.WebFilter;

import java.time.Duration;
import java.util.List;

/**
 * Which pages of other origins may use this address from a browser: none, until some are named.
 * They authenticate by token; cookies are never theirs to use.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${bekal.gateway.cors-origins:}' != ''")
class OriginsConfiguration {

    private static final List<String> PATHS =
            List.of(
                    "/api/**",
                    "/oauth2/token",
                    "/oauth2/revoke",
                    "/oauth2/jwks",
                    "/userinfo",
                    "/.well-known/**",
                    "/verify/**",
                    "/status-lists/**",
                    "/issuers/**");

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 15) // a browser asks beforehand without a token
    WebFilter origins(GatewaySettings settings) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(settings.corsOrigins());
        allowed.setAllowCredentials(false);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(
                List.of(
                        "Authorization",
                        "Content-Type",
                        "Accept-Language",
                        "Idempotency-Key",
                        "If-Match",
                        "If-None-Match",
                        "Last-Event-ID",
                        "traceparent"));
        allowed.setExposedHeaders(
                List.of(
                        "ETag",
                        "Link",
                        "Location",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Retry-After",
                        "WWW-Authenticate",
                        "X-Trace-Id"));
        allowed.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        PATHS.forEach(path -> source.registerCorsConfiguration(path, allowed));
        return new CorsWebFilter(source);
    }
}
