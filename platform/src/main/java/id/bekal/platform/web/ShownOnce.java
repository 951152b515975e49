package id.bekal.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Members of an answer that only its first hearer gets. The filter for idempotency keys keeps what
 * controllers answer for 48 hours; a secret, a name or an e-mail address must not lie there. A
 * controller {@link #add}s them here instead, and they join the answer outside of that filter. A
 * replayed answer lacks them: who lost a secret in transit asks for a new one.
 */
public final class ShownOnce {

    private static final String ATTRIBUTE = ShownOnce.class.getName();

    private final HttpServletRequest request;

    /**
     * @param request the running request (a scoped proxy)
     */
    public ShownOnce(HttpServletRequest request) {
        this.request = request;
    }

    public void add(String member, String value) {
        Map<String, String> members = new LinkedHashMap<>(of(request));
        members.put(member, value);
        request.setAttribute(ATTRIBUTE, members);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Map<?, ?> members
                ? (Map<String, String>) members
                : Map.of();
    }

    /**
     * What joins them to the answers; a service that shows something once has it as a bean.
     *
     * @param addresses of the routes that do: each answer to a POST there is held until it is whole
     */
    public static FilterRegistrationBean<Joining> joining(JsonMapper json, String... addresses) {
        var filter = new FilterRegistrationBean<>(new Joining(json));
        filter.addUrlPatterns(addresses);
        // around the filter for idempotency keys, at -50
        filter.setOrder(-60);
        return filter;
    }

    /** The filter of {@link #joining}. */
    public static final class Joining extends OncePerRequestFilter {

        private final JsonMapper json;

        private Joining(JsonMapper json) {
            this.json = json;
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
            Map<String, String> members = of(request);
            if (!members.isEmpty() && answer.getStatus() < 300) {
                ObjectNode whole = (ObjectNode) json.readTree(answer.getContentAsByteArray());
                members.forEach(whole::put);
                answer.resetBuffer();
                answer.getOutputStream().write(json.writeValueAsBytes(whole));
                // whoever stands between must not keep it either
                answer.setHeader("Cache-Control", "no-store");
            }
            answer.copyBodyToResponse();
        }
    }
}
