package id.bekal.events.webhook.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;

/**
 * Adds a new secret to its answer outside of the filter for idempotency keys, which keeps what
 * controllers answer for 48 hours: a secret must lie nowhere in clear.
 */
final class SecretToldOnce extends OncePerRequestFilter {

    private static final String ATTRIBUTE = SecretToldOnce.class.getName();

    @Configuration(proxyBeanMethods = false)
    static class FilterConfiguration {

        @Bean
        FilterRegistrationBean<SecretToldOnce> secretToldOnce(JsonMapper json) {
            var filter = new FilterRegistrationBean<>(new SecretToldOnce(json));
            filter.addUrlPatterns("/api/webhooks/*");
            // around the filter for idempotency keys, at -50
            filter.setOrder(-60);
            return filter;
        }
    }

    private final JsonMapper json;

    private SecretToldOnce(JsonMapper json) {
        this.json = json;
    }

    static void tell(HttpServletRequest request, String secret) {
        request.setAttribute(ATTRIBUTE, secret);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (request.getAttribute(ATTRIBUTE) instanceof String secret && answer.getStatus() < 300) {
            ObjectNode whole = (ObjectNode) json.readTree(answer.getContentAsByteArray());
            whole.put("secret", secret);
            answer.resetBuffer();
            answer.getOutputStream().write(json.writeValueAsBytes(whole));
            // whoever stands between must not keep it either
            answer.setHeader("Cache-Control", "no-store");
        }
        answer.copyBodyToResponse();
    }
}
