package id.bekal.gateway.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The issuer's keys, fetched when first needed. They are fetched anew when they are five minutes
 * old, so that a withdrawn key stops counting, and at once for a key not seen before, but not more
 * than once in ten seconds: tokens that name made-up keys do not become requests to the issuer.
 * While the issuer is down, the keys it last published go on counting.
 */
final class PublishedKeys {

    /** The algorithms a token may be signed with; none of them symmetric. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);

    private final Mono<String> published;
    private final Clock clock;
    private final AtomicReference<@Nullable Mono<JWKSet>> fetching = new AtomicReference<>();
    private volatile @Nullable JWKSet known;
    private volatile Instant knownSince = Instant.MIN;
    private volatile Instant lastFetch = Instant.MIN;

    /**
     * @param published fetches the JWK set at each subscription
     */
    PublishedKeys(Mono<String> published, Clock clock) {
        this.published = published;
        this.clock = clock;
    }

    /**
     * The keys that may have signed the token, usually one; empty if the issuer has none such.
     * Fails if the keys could never be fetched.
     */
    Flux<JWK> of(SignedJWT token) {
        JWSHeader header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return Flux.empty();
        }
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
        return Flux.defer(
                () -> {
                    JWKSet keys = known;
                    if (keys == null) {
                        return fetched().flatMapIterable(selector::select);
                    }
                    List<JWK> matching = selector.select(keys);
                    Instant now = clock.instant();
                    boolean stale = now.isAfter(knownSince.plus(FRESH));
                    boolean mayFetch = now.isAfter(lastFetch.plus(BETWEEN_FETCHES));
                    if (mayFetch && (stale || matching.isEmpty())) {
                        return fetched().onErrorReturn(keys).flatMapIterable(selector::select);
                    }
                    return Flux.fromIterable(matching);
                });
    }

    /** One fetch at a time, which all who wait share. */
    private Mono<JWKSet> fetched() {
        return Mono.defer(
                () -> {
                    Mono<JWKSet> mine =
                            Mono.defer(this::fetch).doFinally(signal -> fetching.set(null)).cache();
                    Mono<JWKSet> running = fetching.compareAndExchange(null, mine);
                    return running == null ? mine : running;
                });
    }

    private Mono<JWKSet> fetch() {
        lastFetch = clock.instant();
        return published
                .map(PublishedKeys::parsed)
                .doOnNext(
                        keys -> {
                            known = keys;
                            knownSince = clock.instant();
                        })
                .doOnError(
                        failure ->
                                log.warn(
                                        "The issuer's keys cannot be fetched: {}",
                                        String.valueOf(failure)));
    }

    private static JWKSet parsed(String text) {
        try {
            return JWKSet.parse(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException("the issuer publishes no JWK set", e);
        }
    }
}
