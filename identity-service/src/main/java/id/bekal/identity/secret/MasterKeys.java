package id.bekal.identity.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;

import id.bekal.identity.UnusableSettingException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals what must not be readable in the store, with a Tink AEAD keyset: its primary key seals, all
 * its keys open. To change the key, add one and make it primary; drop the old one when everything
 * was sealed again, or never.
 */
public final class MasterKeys {

    private static final String SETTING = "bekal.identity.master-keys";
    private static final String ACTION =
            "Give a Tink AEAD keyset in JSON, or the path of a file with one, by"
                    + " BEKAL_IDENTITY_MASTER_KEYS; docs/operations.md says how to make one.";

    private final Aead aead;

    private MasterKeys(KeysetHandle keys) throws GeneralSecurityException {
        this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** A key that dies with the process, and with it the sense of all it sealed. */
    public static MasterKeys generated() {
        try {
            AeadConfig.register();
            return new MasterKeys(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * @param setting the keyset itself, or the path of a file that holds it
     * @throws UnusableSettingException if it cannot be used; the message quotes no key
     */
    public static MasterKeys read(String setting) {
        String json = setting.strip();
        try {
            if (!json.startsWith("{")) {
                json = Files.readString(Path.of(json.replaceFirst("^file:", "")));
            }
            AeadConfig.register();
            return new MasterKeys(
                    TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get()));
        } catch (IOException | IllegalArgumentException e) {
            // neither is a cause to pass on: its words could quote the key
            throw new UnusableSettingException(
                    SETTING, "is neither a keyset nor a readable file", ACTION);
        } catch (GeneralSecurityException e) {
            throw new UnusableSettingException(SETTING, "holds no usable AEAD keyset", ACTION);
        }
    }

    /**
     * @param belongsTo what the text belongs to, such as {@code account/…/email}: the sealed text
     *     opens for that alone, so that nobody can move it to another document
     */
    public String seal(String text, String belongsTo) {
        try {
            return Base64.getEncoder().encodeToString(aead.encrypt(bytes(text), bytes(belongsTo)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /**
     * @throws SealedWithOtherKeysException if it was sealed for something else or with keys that
     *     are not here
     */
    public String open(String sealed, String belongsTo) {
        try {
            return new String(
                    aead.decrypt(Base64.getDecoder().decode(sealed), bytes(belongsTo)),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new SealedWithOtherKeysException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The keys of this process do not open it. */
    public static final class SealedWithOtherKeysException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SealedWithOtherKeysException(Throwable cause) {
            super("sealed with keys that " + SETTING + " does not hold", cause);
        }
    }
}
