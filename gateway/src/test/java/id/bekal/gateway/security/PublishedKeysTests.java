package id.bekal.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class PublishedKeysTests {

    private final ECKey first = GatewayFixture.key("first");
    private final ECKey second = GatewayFixture.key("second");
    private final AtomicInteger fetches = new AtomicInteger();
    private final Time time = new Time();
    private Mono<String> answer = Mono.just(set(first));
    private final PublishedKeys keys =
            new PublishedKeys(
                    Mono.defer(
                            () -> {
                                fetches.incrementAndGet();
                                return answer;
                            }),
                    time);

    @Test
    void areFetchedOnceForManyTokens() {
        assertThat(keysOf(first)).containsExactly("first");
        assertThat(keysOf(first)).containsExactly("first");

        assertThat(fetches).hasValue(1);
    }

    @Test
    void areFetchedOnceForTokensThatComeTogether() throws Exception {
        CountDownLatch subscribed = new CountDownLatch(1);
        answer =
                Mono.fromCallable(
                                () -> {
                                    subscribed.await();
                                    return set(first);
                                })
                        .subscribeOn(Schedulers.boundedElastic());
        SignedJWT token = token(first);
        Mono<List<JWK>> together =
                Flux.range(0, 50).flatMap(each -> keys.of(token), 50).collectList().cache();
        together.subscribe();

        subscribed.countDown();

        assertThat(together.block(Duration.ofSeconds(10))).hasSize(50);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void areFetchedAgainForANewKeyButNotForEachMadeUpOne() {
        keysOf(first);
        time.passes(Duration.ofSeconds(11));
        answer = Mono.just(set(first, second));

        assertThat(keysOf(second)).containsExactly("second");
        assertThat(keysOf(GatewayFixture.key("made up"))).isEmpty();
        assertThat(keysOf(GatewayFixture.key("made up too"))).isEmpty();

        assertThat(fetches).hasValue(2);
    }

    @Test
    void stopCountingOnceWithdrawn() {
        keysOf(first);
        answer = Mono.just(set(second));
        time.passes(Duration.ofMinutes(6));

        assertThat(keysOf(first)).isEmpty();
    }

    @Test
    void goOnCountingWhileTheIssuerIsDown() {
        keysOf(first);
        answer = Mono.error(new IOException("down"));
        time.passes(Duration.ofMinutes(6));

        assertThat(keysOf(first)).containsExactly("first");
        assertThat(keysOf(first)).containsExactly("first");
        assertThat(fetches).as("a dead issuer is not asked at every token").hasValue(2);
    }

    @Test
    void failWhenTheyCouldNeverBeFetchedAndRecover() {
        answer = Mono.error(new IOException("down"));
        assertThatThrownBy(() -> keysOf(first)).hasRootCauseInstanceOf(IOException.class);
        answer = Mono.just("<html>");
        assertThatThrownBy(() -> keysOf(first)).hasMessageContaining("no JWK set");
        answer = Mono.just(set(first));

        assertThat(keysOf(first)).containsExactly("first");
    }

    @Nested
    class OfAnUnwantedAlgorithm {

        @Test
        void areNotEvenLookedFor() throws Exception {
            SignedJWT symmetric = SignedJWT.parse("eyJhbGciOiJIUzI1NiJ9.e30.c2ln");

            assertThat(keys.of(symmetric).collectList().block()).isEmpty();
            assertThat(fetches).hasValue(0);
        }
    }

    private List<String> keysOf(ECKey signer) {
        return Objects.requireNonNull(
                keys.of(token(signer)).map(JWK::getKeyID).collectList().block());
    }

    private static SignedJWT token(ECKey signer) {
        try {
            return SignedJWT.parse(GatewayFixture.token(GatewayFixture.claims().build(), signer));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String set(ECKey... keys) {
        return new JWKSet(List.<JWK>of(keys)).toString();
    }

    private static final class Time extends Clock {

        private Instant now = Instant.parse("2026-11-24T00:00:00Z");

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
