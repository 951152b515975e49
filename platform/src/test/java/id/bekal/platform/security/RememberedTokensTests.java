package id.bekal.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class RememberedTokensTests {

    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicBoolean revoked = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong();
    private final RememberedTokens tokens =
            new RememberedTokens(
                    token -> {
                        verified.incrementAndGet();
                        if (token.equals("forged")) {
                            throw new BadJwtException("no");
                        }
                        return Jwt.withTokenValue(token)
                                .header("alg", "ES256")
                                .subject("someone")
                                .build();
                    },
                    jwt ->
                            revoked.get()
                                    ? OAuth2TokenValidatorResult.failure(
                                            new OAuth2Error("invalid_token"))
                                    : OAuth2TokenValidatorResult.success(),
                    nanos::get);

    @Test
    void areVerifiedOnce() {
        tokens.decode("good");
        tokens.decode("good");
        assertThat(verified).hasValue(1);
        tokens.decode("another");
        assertThat(verified).hasValue(2);
    }

    @Test
    void areVerifiedAgainAfterFiveMinutes() {
        tokens.decode("good");
        nanos.addAndGet(Duration.ofMinutes(5).minusNanos(1).toNanos());
        tokens.decode("good");
        assertThat(verified).hasValue(1);
        nanos.incrementAndGet();
        tokens.decode("good");
        assertThat(verified).hasValue(2);
    }

    @Test
    void areRefusedAtOnceWhenTheirClaimsDoNotCountAnyMore() {
        tokens.decode("good");
        revoked.set(true);
        assertThatThrownBy(() -> tokens.decode("good")).isInstanceOf(JwtException.class);
    }

    @Test
    void areNotRememberedWhenBad() {
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(JwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(JwtException.class);
        assertThat(verified).hasValue(2);
    }
}
