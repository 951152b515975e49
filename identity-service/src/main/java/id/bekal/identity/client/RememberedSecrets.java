package id.bekal.identity.client;

import id.bekal.identity.secret.HashingGate;
import id.bekal.identity.secret.Tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks secrets. Those of the store are compared by digest. Those of the clients file have bcrypt
 * hashes: of one that was right a keyed digest is remembered, so that a client pays bcrypt once per
 * process and not once per token. A wrong secret pays every time. What is remembered is of no use
 * outside the process: the digest's key is random and never leaves it.
 */
@Component
class RememberedSecrets implements PasswordEncoder {

    private static final String PREFIX = "{bcrypt}";
    private static final String DIGESTS = "{sha256}";
    private static final String HMAC = "HmacSHA256";

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    private final SecretKeySpec key;

    /** By the stored hash, of which there is one per client. */
    private final Map<String, byte[]> digests = new ConcurrentHashMap<>();

    private final HashingGate gate;

    RememberedSecrets(HashingGate gate) {
        this.gate = gate;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HMAC);
    }

    /** The form in which a client's valid digests are registered; any of them will do. */
    static String anyOf(List<String> digests) {
        return DIGESTS + String.join(",", digests);
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
        if (secret == null || hash == null) {
            return false;
        }
        if (hash.startsWith(DIGESTS)) {
            String given = Tokens.digest(secret);
            boolean found = false;
            for (String valid : hash.substring(DIGESTS.length()).split(",")) {
                found |= Tokens.same(given, valid);
            }
            return found;
        }
        if (!hash.startsWith(PREFIX)) {
            return false;
        }
        byte[] digest = digest(secret);
        byte[] remembered = digests.get(hash);
        if (remembered != null && MessageDigest.isEqual(remembered, digest)) {
            return true;
        }
        boolean matches = hashed(secret, hash.substring(PREFIX.length()));
        if (matches) {
            digests.put(hash, digest);
        }
        return matches;
    }

    private boolean hashed(CharSequence secret, String hash) {
        try {
            return gate.within(() -> bcrypt.matches(secret, hash));
        } catch (HashingGate.BusyException e) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("temporarily_unavailable", "try again in a moment", null), e);
        }
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : PREFIX + bcrypt.encode(secret);
    }

    /** Never: the file's owner chose the cost, and the file is not ours to write. */
    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return false;
    }

    private byte[] digest(CharSequence secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(secret.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
