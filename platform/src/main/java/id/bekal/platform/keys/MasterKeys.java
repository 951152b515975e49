package id.bekal.platform.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.subtle.AesGcmJce;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The keys under which data keys lie: a Tink keyset of AES-256-GCM keys. Its primary key encrypts,
 * all of them decrypt; to rotate, add a key, make it primary, rewrap, and only then drop the old.
 */
public final class MasterKeys {

    private static final int DATA_KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Aead aead;
    private final int primary;

    private MasterKeys(KeysetHandle keys) throws GeneralSecurityException {
        this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.primary = keys.getPrimary().getId();
    }

    /**
     * @param setting a Tink keyset as JSON, or the path of a file with it
     * @param name the setting's name, for the message
     * @throws IllegalStateException when there is no usable keyset: the service must not start
     */
    public static MasterKeys read(String setting, String name) {
        try {
            AeadConfig.register();
            String json =
                    setting.strip().startsWith("{") ? setting : Files.readString(Path.of(setting));
            return new MasterKeys(
                    TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get()));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // never the cause: a parser's words could quote the keys
            throw new IllegalStateException(
                    name
                            + " must be a Tink keyset of AES-256-GCM keys in JSON, or the path of a"
                            + " file with one ("
                            + e.getClass().getSimpleName()
                            + "); ./bekal up makes one, docs/operations.md tells how to make and"
                            + " rotate your own");
        }
    }

    /** A fresh data key for the data of this subject. */
    public DataKey newDataKey(String subject) {
        byte[] key = new byte[DATA_KEY_BYTES];
        RANDOM.nextBytes(key);
        return wrap(key, subject);
    }

    /** Encrypts and decrypts with the data key. */
    public Cipher open(DataKey key, String subject) {
        try {
            return new Cipher(new AesGcmJce(unwrap(key, subject)), subject);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a data key is not readable with our master keys", e);
        }
    }

    /** Whether the data key lies under the primary master key. */
    public boolean isCurrent(DataKey key) {
        // a Tink ciphertext: one byte of version, then the key's id
        return ByteBuffer.wrap(Base64.getDecoder().decode(key.wrapped()), 1, 4).getInt() == primary;
    }

    /** The same data key under the primary master key; what it encrypted stays as it is. */
    public DataKey rewrap(DataKey key, String subject) {
        try {
            return wrap(unwrap(key, subject), subject);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a data key is not readable with our master keys", e);
        }
    }

    private DataKey wrap(byte[] key, String subject) {
        try {
            return new DataKey(
                    Base64.getEncoder().encodeToString(aead.encrypt(key, bytes(subject))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not wrap a data key", e);
        }
    }

    private byte[] unwrap(DataKey key, String subject) throws GeneralSecurityException {
        return aead.decrypt(Base64.getDecoder().decode(key.wrapped()), bytes(subject));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One opened data key. A ciphertext belongs to its subject and place: moved, it is unreadable.
     */
    public static final class Cipher {

        private final Aead data;
        private final String subject;

        private Cipher(Aead data, String subject) {
            this.data = data;
            this.subject = subject;
        }

        /**
         * @param place what the text is to the subject, "identity"
         */
        public String encrypt(String place, String text) {
            try {
                return Base64.getEncoder()
                        .encodeToString(data.encrypt(bytes(text), context(place)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("could not encrypt", e);
            }
        }

        /**
         * @throws IllegalStateException when it was not encrypted for this subject and place with
         *     this key
         */
        public String decrypt(String place, String encrypted) {
            try {
                return new String(
                        data.decrypt(Base64.getDecoder().decode(encrypted), context(place)),
                        StandardCharsets.UTF_8);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("not readable with this data key", e);
            }
        }

        private byte[] context(String place) {
            return bytes(subject.length() + subject + place);
        }
    }
}
