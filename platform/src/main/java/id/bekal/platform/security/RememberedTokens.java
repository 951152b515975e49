package id.bekal.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

import java.time.Duration;
import java.util.Collection;

/**
 * Verifies a token's signature once and remembers that it was good, for five minutes at most: a key
 * that its issuer withdraws stops counting then, as it does where keys are kept. All else, time and
 * revocation above all, is checked at each request. A client asks with one token for minutes, and a
 * signature costs more to verify than everything else a read does (docs/benchmarks.md).
 */
final class RememberedTokens implements JwtDecoder {

    private static final Duration FOR = Duration.ofMinutes(5);

    /** Some kilobytes each. */
    private static final int AT_MOST = 10_000;

    private final JwtDecoder signatures;
    private final OAuth2TokenValidator<Jwt> claims;
    private final Cache<String, Jwt> good;

    /**
     * @param signatures verifies the signature and nothing else
     * @param claims everything else
     */
    RememberedTokens(JwtDecoder signatures, OAuth2TokenValidator<Jwt> claims, Ticker ticker) {
        this.signatures = signatures;
        this.claims = claims;
        this.good =
                Caffeine.newBuilder()
                        .maximumSize(AT_MOST)
                        .expireAfterWrite(FOR)
                        .ticker(ticker)
                        .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = good.getIfPresent(token);
        Jwt decoded = known == null ? signatures.decode(token) : known;
        OAuth2TokenValidatorResult result = claims.validate(decoded);
        if (result.hasErrors()) {
            Collection<OAuth2Error> errors = result.getErrors();
            throw new JwtValidationException("the token does not count", errors);
        }
        if (known == null) {
            good.put(token, decoded);
        }
        return decoded;
    }
}
