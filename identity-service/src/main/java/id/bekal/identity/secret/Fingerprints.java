package id.bekal.identity.secret;

import id.bekal.identity.UnusableSettingException;
import id.bekal.identity.secret.MasterKeys.SealedWithOtherKeysException;

import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed digests, by which something is found again that may not be stored readably: an e-mail
 * address, a recovery code. Whoever has the store alone cannot try addresses against them. Their
 * key is drawn once, sealed with the {@link MasterKeys} and kept in the store, so that it outlives
 * a change of those.
 */
@Component
public class Fingerprints {

    private static final String COLLECTION = "data_keys";
    private static final String ID = "fingerprints";
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    public Fingerprints(MongoOperations mongo, MasterKeys masterKeys) {
        this.key = new SecretKeySpec(drawnOnce(mongo, masterKeys), HMAC);
    }

    private static byte[] drawnOnce(MongoOperations mongo, MasterKeys masterKeys) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String sealed = masterKeys.seal(Base64.getEncoder().encodeToString(random), ID);
        try {
            mongo.insert(new Document("_id", ID).append("sealed", sealed), COLLECTION);
            return random;
        } catch (DuplicateKeyException drawnBefore) {
            Document kept =
                    Objects.requireNonNull(mongo.findById(ID, Document.class, COLLECTION), ID);
            try {
                return Base64.getDecoder().decode(masterKeys.open(kept.getString("sealed"), ID));
            } catch (SealedWithOtherKeysException e) {
                throw new UnusableSettingException(
                        "bekal.identity.master-keys",
                        "does not open what the store holds: it was sealed with other keys",
                        "Give by BEKAL_IDENTITY_MASTER_KEYS the keyset that the store was written"
                                + " with. Without it accounts cannot be read again; to start anew,"
                                + " name an empty database by BEKAL_DATABASE.",
                        e);
            }
        }
    }

    /**
     * @param purpose keeps digests of the same text for different purposes apart
     */
    public String of(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
