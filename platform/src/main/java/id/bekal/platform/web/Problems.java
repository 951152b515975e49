package id.bekal.platform.web;

import id.bekal.platform.Outcome;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * RFC 9457 problems with a stable {@code code} and texts in Indonesian, or in English where the
 * caller prefers it. Texts are looked up as {@code <code>} in the messages {@code
 * platform-problems} and the service's own {@code problems}.
 */
public final class Problems {

    private static final Set<String> RESERVED =
            Set.of("type", "title", "status", "detail", "instance", "code", "rule", "errors");

    private final MessageSource messages;
    private final JsonMapper json;

    public Problems(MessageSource messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    /** The caller's language: Indonesian unless English is asked for first. */
    public static Locale locale(HttpServletRequest request) {
        return request.getHeader("Accept-Language") != null
                        && request.getLocale().getLanguage().equals("en")
                ? Locale.ENGLISH
                : Locale.of("id");
    }

    public ProblemDetail problem(Locale locale, HttpStatusCode status, String code) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(java.net.URI.create("urn:bekal:problem:" + code));
        problem.setTitle(text(locale, "title." + status.value(), code));
        problem.setDetail(text(locale, code, code));
        problem.setProperty("code", code);
        return problem;
    }

    /** A rule's refusal: 409 with the rule and what it saw. */
    public ResponseEntity<ProblemDetail> refusal(
            Locale locale, Outcome.Refused<?> refused, HttpStatus status) {
        ProblemDetail problem = problem(locale, status, refused.because().name());
        problem.setProperty("rule", refused.because().name());
        refused.details()
                .forEach(
                        (name, value) -> {
                            if (RESERVED.contains(name)) {
                                throw new IllegalStateException(
                                        "a refusal's detail must not be named " + name);
                            }
                            problem.setProperty(name, value);
                        });
        return respond(problem);
    }

    public ResponseEntity<ProblemDetail> respond(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** A 400 that names each field at fault. */
    public ResponseEntity<ProblemDetail> invalid(Locale locale, Map<String, String> codeByField) {
        ProblemDetail problem = problem(locale, HttpStatus.BAD_REQUEST, "INVALID_INPUT");
        List<Map<String, String>> errors = new ArrayList<>();
        codeByField.forEach(
                (field, code) -> {
                    Map<String, String> error = new LinkedHashMap<>();
                    error.put("field", field);
                    error.put("code", code);
                    error.put("detail", text(locale, code, code));
                    errors.add(error);
                });
        problem.setProperty("errors", errors);
        return respond(problem);
    }

    /** For filters, where no controller answers. */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String code)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        json.writeValue(response.getOutputStream(), problem(locale(request), status, code));
    }

    private String text(Locale locale, String key, String otherwise) {
        String text = messages.getMessage(key, null, otherwise, locale);
        return text == null ? otherwise : text;
    }
}
