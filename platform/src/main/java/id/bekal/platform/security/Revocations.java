package id.bekal.platform.security;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tokens that no longer count although they have not expired: those of a revoked client or account.
 * The issuer's list ({@code /oauth2/revocations}) is fetched every few seconds; no request waits
 * for it. While the issuer does not answer, the last list goes on counting.
 */
public final class Revocations implements OAuth2TokenValidator<Jwt> {

    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final OAuth2TokenValidatorResult REVOKED =
            OAuth2TokenValidatorResult.failure(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "revoked", null));

    private final @Nullable URI list;
    private final HttpClient http;
    private final JsonMapper json;
    private volatile Map<String, Instant> notBefore = Map.of();
    private @Nullable String etag;
    private boolean outage;
    private boolean absent;

    /**
     * @param list where the list is; null when the issuer keeps none, as external ones do not
     */
    public Revocations(@Nullable URI list, JsonMapper json) {
        this.list = list;
        this.json = json;
        this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String subject = token.getSubject();
        Instant from = subject == null ? null : notBefore.get(subject);
        if (from == null) {
            return OAuth2TokenValidatorResult.success();
        }
        Instant issued = token.getIssuedAt();
        return issued == null || issued.isBefore(from)
                ? REVOKED
                : OAuth2TokenValidatorResult.success();
    }

    /** Fetches the list; called on a schedule. */
    public synchronized void refresh() {
        if (list == null) {
            return;
        }
        var request = HttpRequest.newBuilder(list).timeout(PATIENCE);
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            switch (answer.statusCode()) {
                case 200 -> {
                    notBefore = parse(answer.body());
                    etag = answer.headers().firstValue("ETag").orElse(null);
                }
                case 304 -> {}
                case 404 -> none();
                default -> throw new IOException("status " + answer.statusCode());
            }
            if (outage) {
                log.info("the list of revoked subjects is read again from {}", list);
                outage = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            if (!outage) {
                log.warn(
                        "the list of revoked subjects cannot be read from {} ({}); the last one"
                                + " goes on counting",
                        list,
                        e.toString());
                outage = true;
            }
        }
    }

    /** Other providers have no such list: their tokens end by themselves. */
    private void none() {
        notBefore = Map.of();
        if (!absent) {
            log.info("there is no list of revoked subjects at {}", list);
            absent = true;
        }
    }

    private Map<String, Instant> parse(byte[] body) {
        Map<String, Instant> read = new HashMap<>();
        for (JsonNode subject : json.readTree(body).path("subjects")) {
            read.put(
                    subject.path("sub").asString(),
                    Instant.parse(subject.path("notBefore").asString()));
        }
        return Map.copyOf(read);
    }
}
