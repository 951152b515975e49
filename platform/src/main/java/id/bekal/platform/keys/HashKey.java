package id.bekal.platform.keys;

import com.google.crypto.tink.subtle.Hkdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes (HMAC-SHA-256): what is stored to find a person by, and what chains the access log.
 * Without the key nobody can try names or numbers against them. Each purpose has its own key,
 * derived by HKDF.
 */
public final class HashKey {

    private static final String HMAC = "HmacSHA256";
    private static final int LEAST_BYTES = 32;

    private final SecretKeySpec key;

    private HashKey(byte[] secret, String purpose) throws GeneralSecurityException {
        this.key =
                new SecretKeySpec(
                        Hkdf.computeHkdf(
                                "HMACSHA256",
                                secret,
                                new byte[0],
                                purpose.getBytes(StandardCharsets.UTF_8),
                                32),
                        HMAC);
    }

    /**
     * @param setting Base64 of 32 bytes or more, or the path of a file with it
     * @param name the setting's name, for the message
     * @param purpose sets hashes of different things apart
     * @throws IllegalStateException when there is no usable key: the service must not start
     */
    public static HashKey read(String setting, String name, String purpose) {
        try {
            byte[] secret = Base64.getMimeDecoder().decode(text(setting));
            if (secret.length >= LEAST_BYTES) {
                return new HashKey(secret, purpose);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // said below, without the cause's words, which could quote the key
        }
        throw new IllegalStateException(
                name
                        + " must be Base64 of 32 random bytes (openssl rand -base64 32), or the"
                        + " path of a file with it; ./bekal up makes one");
    }

    private static String text(String setting) throws IOException {
        Path file = Path.of(setting.strip());
        return file.isAbsolute() && Files.isRegularFile(file) ? Files.readString(file) : setting;
    }

    /** Base64 without padding, 43 characters. */
    public String hash(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(bytes(text)));
    }

    public byte[] hash(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not hash", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
