package id.bekal.identity.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an authenticator app (RFC 6238): six digits that change every 30 seconds, HMAC-SHA-1
 * since that is what every app can do. The code before and the one after are good too, for clocks
 * that differ.
 */
final class SecondFactor {

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TimeBasedOneTimePasswordGenerator CODES =
            new TimeBasedOneTimePasswordGenerator(STEP, 6);

    private SecondFactor() {}

    /** A new secret, in Base32 as apps take it. */
    static String drawn() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base32.encode(bytes);
    }

    /**
     * The step whose code this is.
     *
     * @param usedUpTo steps up to this one have been used: their codes are good no more
     */
    static OptionalLong stepOf(String secret, String code, Instant now, long usedUpTo) {
        Key key = new SecretKeySpec(Base32.decode(secret), CODES.getAlgorithm());
        long current = now.getEpochSecond() / STEP.toSeconds();
        OptionalLong found = OptionalLong.empty();
        for (long step = current - 1; step <= current + 1; step++) {
            if (step > usedUpTo && codeAt(key, step).equals(code)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static String codeAt(Key key, long step) {
        try {
            return CODES.generateOneTimePasswordString(
                    key, Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("an HMAC takes any key", e);
        }
    }
}
