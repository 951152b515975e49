package id.bekal.certification.holder;

import id.bekal.certification.signing.NativeCrypto;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.SealedHolder;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.platform.sealing.Unsealer;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of some learners, as they were when they were read. */
public final class KeyRing {

    private final Map<LearnerId, HolderKey> keys;
    private final MasterKeys masterKeys;
    private final JsonMapper json;

    /** Opened when first needed: unwrapping costs more than what is done with it. */
    private final Map<LearnerId, MasterKeys.Cipher> opened = new ConcurrentHashMap<>();

    KeyRing(Map<LearnerId, HolderKey> keys, MasterKeys masterKeys, JsonMapper json) {
        this.keys = Map.copyOf(keys);
        this.masterKeys = masterKeys;
        this.json = json;
    }

    public boolean isErased(LearnerId learner) {
        HolderKey key = keys.get(learner);
        return key != null && key.isErased();
    }

    /**
     * Opens what training sealed to the learner's key; empty when the learner is erased.
     *
     * @param part the sealed part of a seat's result
     * @throws IllegalStateException when it was not sealed to this learner's key, names another, or
     *     there is no key
     */
    public Optional<Holder> unseal(LearnerId learner, String part) {
        if (isErased(learner)) {
            return Optional.empty();
        }
        SealedHolder holder;
        try {
            holder =
                    new Unsealer(
                                    List.of(key(learner).pair(masterKeys)),
                                    json,
                                    NativeCrypto.provider())
                            .open(part, SealedHolder.class);
        } catch (JacksonException e) {
            // never the cause: a parser's words could quote the name
            throw new IllegalStateException("what was sealed for " + learner + " is no holder");
        }
        if (!holder.learner().equals(learner)) {
            throw new IllegalStateException("what was sealed for " + learner + " names another");
        }
        return Optional.of(new Holder(holder.name(), holder.birthPlace(), holder.birthDate()));
    }

    /**
     * Encrypts a holder for its place: elsewhere, or as another learner's, it cannot be opened.
     *
     * @throws IllegalStateException when there is no key
     */
    public String encrypt(LearnerId learner, String place, Holder holder) {
        return encryptText(learner, place, json.writeValueAsString(holder));
    }

    /** The same for any text of the learner's. */
    public String encryptText(LearnerId learner, String place, String text) {
        return cipher(learner).encrypt(place, text);
    }

    /**
     * Opens what {@link #encryptText} encrypted.
     *
     * @throws IllegalStateException when it was encrypted for another learner or place
     */
    public String decryptText(LearnerId learner, String place, String encrypted) {
        return cipher(learner).decrypt(place, encrypted);
    }

    /**
     * Opens what {@link #encrypt} encrypted.
     *
     * @param encrypted null when there was no holder to encrypt
     * @throws IllegalStateException when it was encrypted for another learner or place
     */
    public Naming open(LearnerId learner, String place, @Nullable String encrypted) {
        if (isErased(learner)) {
            return new Naming.Erased();
        }
        if (encrypted == null) {
            return new Naming.Unnamed();
        }
        return new Naming.Named(
                json.readValue(decryptText(learner, place, encrypted), Holder.class));
    }

    private MasterKeys.Cipher cipher(LearnerId learner) {
        return opened.computeIfAbsent(learner, its -> key(its).cipher(masterKeys));
    }

    private HolderKey key(LearnerId learner) {
        HolderKey key = keys.get(learner);
        if (key == null) {
            throw new IllegalStateException("no key of " + learner);
        }
        return key;
    }
}
