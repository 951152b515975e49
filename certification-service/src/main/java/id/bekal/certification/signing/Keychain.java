package id.bekal.certification.signing;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.platform.outbox.Aggregate;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An issuer's signing keys. At most one signs; a retired one verifies what it signed, for good, so
 * that no certificate becomes unverifiable by a rotation.
 */
@Document("keychains")
public class Keychain extends Aggregate {

    @Id private InstitutionId id;
    private DataKey dataKey;
    private List<SigningKey> keys = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    Keychain() {}

    Keychain(InstitutionId issuer, MasterKeys masterKeys) {
        this.id = issuer;
        this.dataKey = masterKeys.newDataKey(subject());
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    private String subject() {
        return "keychain " + id;
    }

    /** A new key signs from now on; the one before it is retired. */
    SigningKey rotate(MasterKeys masterKeys, Instant at) {
        keys.replaceAll(key -> key.signs() ? key.retired(at) : key);
        String keyId = "key-" + (keys.size() + 1);
        var pair = Ed25519.newPair();
        var key =
                new SigningKey(
                        keyId,
                        Ed25519.x(pair.getPublic()),
                        masterKeys
                                .open(dataKey, subject())
                                .encrypt(
                                        keyId,
                                        Base64.getEncoder()
                                                .encodeToString(pair.getPrivate().getEncoded())),
                        at,
                        null);
        keys.add(key);
        return key;
    }

    /** Retires a key; if it was the one that signs, the next to be signed makes another. */
    Outcome<Keychain> retire(String keyId, Instant at) {
        if (keys.stream().noneMatch(key -> key.id().equals(keyId))) {
            return Outcome.refused(SigningRule.NO_SUCH_KEY);
        }
        if (keys.stream().anyMatch(key -> key.id().equals(keyId) && !key.signs())) {
            return Outcome.refused(SigningRule.RETIRED_ALREADY);
        }
        keys.replaceAll(key -> key.id().equals(keyId) ? key.retired(at) : key);
        return Outcome.accepted(this);
    }

    /** The key that signs, opened; empty when all are retired. */
    Optional<Signer> signer(MasterKeys masterKeys) {
        return keys.stream()
                .filter(SigningKey::signs)
                .findFirst()
                .map(
                        key ->
                                new Signer(
                                        id,
                                        key.id(),
                                        Ed25519.privateKey(
                                                Base64.getDecoder()
                                                        .decode(
                                                                masterKeys
                                                                        .open(dataKey, subject())
                                                                        .decrypt(
                                                                                key.id(),
                                                                                key.sealed())))));
    }

    /** Puts its data key under the primary master key; false when it lay there. */
    boolean rewrap(MasterKeys masterKeys) {
        if (masterKeys.isCurrent(dataKey)) {
            return false;
        }
        dataKey = masterKeys.rewrap(dataKey, subject());
        return true;
    }

    public InstitutionId id() {
        return id;
    }

    /** All, the oldest first. */
    public List<SigningKey> keys() {
        return List.copyOf(keys);
    }

    /** The key of this id, retired or not. */
    public Optional<SigningKey> key(String keyId) {
        return keys.stream().filter(key -> key.id().equals(keyId)).findFirst();
    }
}
