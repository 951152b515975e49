package id.bekal.identity.token;

import com.mongodb.client.model.IndexOptions;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.client.Clients;
import id.bekal.identity.secret.Tokens;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Verifies the assertions by which a client shows that it is the one (RFC 7523): signed by one of
 * its keys, about itself, for this provider, for five minutes at most, and each once.
 */
@Component
public class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {

    private static final String COLLECTION = "client_assertions";
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    private final MongoOperations mongo;
    private final Clock clock;
    private final Set<String> audiences;

    ClientAssertions(MongoOperations mongo, Clock clock, IdentitySettings settings) {
        this.mongo = mongo;
        this.clock = clock;
        String issuer = settings.issuer().toString();
        this.audiences = Set.of(issuer, issuer + "/oauth2/token");
        mongo.execute(
                COLLECTION,
                seen ->
                        seen.createIndex(
                                new Document("until", 1),
                                new IndexOptions().expireAfter(0L, TimeUnit.SECONDS)));
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        JWKSet keys;
        try {
            keys =
                    JWKSet.parse(
                            Clients.jwks(client)
                                    .orElseThrow(
                                            () ->
                                                    new OAuth2AuthenticationException(
                                                            "invalid_client")));
        } catch (ParseException e) {
            throw new IllegalStateException("the keys of a client are malformed", e);
        }
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        // time is judged below, by the service's clock
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(assertion -> validated(assertion, client.getClientId()));
        return decoder;
    }

    private OAuth2TokenValidatorResult validated(Jwt assertion, String client) {
        String objection = objection(assertion, client, clock.instant());
        return objection == null
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error("invalid_client", objection, null));
    }

    /** Whether it was seen is asked last: only a good assertion uses up its id. */
    private @Nullable String objection(Jwt assertion, String client, Instant now) {
        if (!client.equals(assertion.getClaimAsString("iss"))
                || !client.equals(assertion.getSubject())) {
            return "iss and sub must be the client";
        }
        if (assertion.getAudience() == null
                || assertion.getAudience().stream().noneMatch(audiences::contains)) {
            return "aud must be the issuer or its token endpoint";
        }
        Instant expiry = assertion.getExpiresAt();
        if (expiry == null || !now.isBefore(expiry.plus(CLOCK_SKEW))) {
            return "it has expired or never does";
        }
        if (expiry.isAfter(now.plus(LONGEST_LIFE).plus(CLOCK_SKEW))) {
            return "it lives longer than 5 minutes";
        }
        Instant notBefore = assertion.getNotBefore();
        if (notBefore != null && notBefore.isAfter(now.plus(CLOCK_SKEW))) {
            return "it is not valid yet";
        }
        if (assertion.getId() == null) {
            return "it has no jti";
        }
        return isFirst(client, assertion.getId(), expiry) ? null : "its jti was used before";
    }

    private boolean isFirst(String client, String id, Instant expiry) {
        try {
            mongo.insert(
                    new Document("_id", Tokens.digest(client + ' ' + id))
                            .append("until", Date.from(expiry.plus(CLOCK_SKEW).plusSeconds(60))),
                    COLLECTION);
            return true;
        } catch (DuplicateKeyException usedBefore) {
            return false;
        }
    }
}
