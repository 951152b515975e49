package id.bekal.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Ids for what a request creates: 26 letters and digits, 130 random bits. A request with an {@code
 * Idempotency-Key} gets the same id each time it is worked on, so that what it creates is created
 * once even if its service died before it answered.
 */
public final class NewIds {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewIds() {}

    /** The id for a thing of this kind that the running request creates. */
    public static String forRequest(String kind) {
        @Nullable String key = idempotencyKey();
        return key == null ? random() : derived(kind + ' ' + key);
    }

    /** A random id, unguessable. */
    public static String random() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return encode(bytes);
    }

    /**
     * The id that follows from what it identifies: the same each time. Guessable by who knows the
     * same.
     */
    public static String derived(String from) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(from.getBytes(StandardCharsets.UTF_8));
            return encode(Arrays.copyOf(hash, LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        char[] id = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = ALPHABET[bytes[i] & 31];
        }
        return new String(id);
    }

    private static @Nullable String idempotencyKey() {
        if (!(RequestContextHolder.getRequestAttributes()
                instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        String key = attributes.getRequest().getHeader("Idempotency-Key");
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return key == null || authentication == null
                ? null
                : authentication.getName()
                        + ' '
                        + attributes.getRequest().getRequestURI()
                        + ' '
                        + key;
    }
}
