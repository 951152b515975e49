package id.bekal.gateway.problem;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/** Answers an exchange with a problem, in the language the caller prefers. */
@Component
public class ProblemResponses {

    private final JsonMapper json;

    ProblemResponses(JsonMapper json) {
        this.json = json;
    }

    /**
     * Completes when the problem is written. Headers set before, such as {@code WWW-Authenticate},
     * are kept. The response must not be committed.
     */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        Language language =
                Language.preferredBy(
                        exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE));
        var response = exchange.getResponse();
        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.set(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        // left over when a service's answer broke off before its first byte went out
        headers.remove(HttpHeaders.TRANSFER_ENCODING);
        byte[] body = json.writeValueAsBytes(body(problem, language));
        headers.setContentLength(body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    private static Map<String, Object> body(Problem problem, Language language) {
        Problem.Text text = problem.in(language);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:bekal:problem:" + problem.name());
        body.put("title", text.title());
        body.put("status", problem.status().value());
        body.put("detail", text.detail());
        body.put("code", problem.name());
        return body;
    }
}
