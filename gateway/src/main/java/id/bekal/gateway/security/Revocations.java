package id.bekal.gateway.security;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The subjects whose tokens stopped counting before their end, as the issuer last listed them. A
 * token of such a subject is refused if it was issued before the moment listed, or does not say
 * when. Until the issuer has been asked for the first time nobody is listed; while it cannot be
 * asked, the last list goes on counting.
 */
final class Revocations implements OAuth2TokenValidator<Jwt> {

    private static final Logger log = LoggerFactory.getLogger(Revocations.class);

    private static final OAuth2TokenValidatorResult REVOKED =
            OAuth2TokenValidatorResult.failure(
                    new OAuth2Error(
                            OAuth2ErrorCodes.INVALID_TOKEN, "The token has been revoked", null));

    private final WebClient http;
    private final URI list;
    private final JsonMapper json = JsonMapper.shared();
    private volatile Map<String, Instant> notBefore = Map.of();
    private volatile @Nullable String version;
    private volatile boolean outage;

    Revocations(WebClient http, URI list) {
        this.http = http;
        this.list = list;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        Instant from = notBefore.get(token.getSubject() == null ? "" : token.getSubject());
        if (from == null) {
            return OAuth2TokenValidatorResult.success();
        }
        Instant issued = token.getIssuedAt();
        return issued == null || issued.isBefore(from)
                ? REVOKED
                : OAuth2TokenValidatorResult.success();
    }

    /**
     * Asks the issuer for a newer list. Never fails: an issuer that gives none is logged, once
     * until it gives one again. Not to be called again before it has completed.
     */
    Mono<Void> refresh() {
        return Mono.defer(
                        () ->
                                http.get()
                                        .uri(list)
                                        .headers(this::unlessUnchanged)
                                        .exchangeToMono(this::accept))
                .doOnSuccess(done -> recovered())
                .onErrorResume(
                        failure -> {
                            failed(failure);
                            return Mono.empty();
                        });
    }

    private void unlessUnchanged(HttpHeaders headers) {
        String known = version;
        if (known != null) {
            headers.setIfNoneMatch(known);
        }
    }

    private Mono<Void> accept(ClientResponse response) {
        if (response.statusCode().isSameCodeAs(HttpStatus.NOT_MODIFIED)) {
            return response.releaseBody();
        }
        if (!response.statusCode().isSameCodeAs(HttpStatus.OK)) {
            return response.releaseBody()
                    .then(
                            Mono.error(
                                    () ->
                                            new IllegalStateException(
                                                    "answered " + response.statusCode().value())));
        }
        String tag = response.headers().asHttpHeaders().getETag();
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .doOnNext(
                        body -> {
                            notBefore = parsed(body);
                            version = tag;
                        })
                .then();
    }

    /** All or nothing: a list that is understood in part would let revoked tokens through. */
    private Map<String, Instant> parsed(byte[] body) {
        Published published;
        try {
            published = json.readValue(body, Published.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("sent no list of revocations", e);
        }
        if (published == null || published.subjects() == null) {
            throw new IllegalStateException("sent no list of revocations");
        }
        Map<String, Instant> latest = HashMap.newHashMap(published.subjects().size());
        for (Subject subject : published.subjects()) {
            if (subject == null || subject.sub() == null || subject.notBefore() == null) {
                throw new IllegalStateException("sent a revocation without subject or time");
            }
            latest.merge(
                    subject.sub(),
                    subject.notBefore(),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
        return Map.copyOf(latest);
    }

    private void recovered() {
        if (outage) {
            outage = false;
            log.info("{} lists revocations again", list);
        }
    }

    private void failed(Throwable failure) {
        if (!outage) {
            outage = true;
            log.warn(
                    "{} lists no revocations, the last list ({} subjects) goes on counting: {}",
                    list,
                    notBefore.size(),
                    failure.toString());
        }
    }

    private record Published(@Nullable List<@Nullable Subject> subjects) {}

    private record Subject(@Nullable String sub, @Nullable Instant notBefore) {}
}
