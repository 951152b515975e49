package id.bekal.certification.holder;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The keys of one learner. Training seals what certificates print to the public half of a P-256
 * pair, the private half stays here; a data key encrypts the private half and each certificate's
 * holder. So erasing the learner is deleting two fields of this document.
 *
 * <p>Events of different learners, and of a learner and a program, come in any order. So the
 * document may exist before its key (another record was merged into this one) and outlasts it (the
 * learner was erased: no later enrolment makes a new key).
 */
@Document("holder_keys")
public class HolderKey extends Aggregate {

    private static final String PRIVATE_KEY = "private key";

    @Id private LearnerId id;
    private @Nullable DataKey dataKey;
    private @Nullable String privateKey;
    private Set<LearnerId> merged = new LinkedHashSet<>();
    private @Nullable Instant erasedAt;

    @SuppressWarnings("NullAway.Init")
    HolderKey() {}

    /** A learner of whom no key was made yet. */
    HolderKey(LearnerId id) {
        this.id = id;
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    /**
     * Makes the learner's keys and tells the public one, for no institution to see.
     *
     * @return false when that was done before, or the learner is erased
     */
    boolean issue(MasterKeys masterKeys, Instant at) {
        if (dataKey != null || isErased()) {
            return false;
        }
        ECKey pair = newPair(id);
        DataKey fresh = masterKeys.newDataKey(id.value());
        dataKey = fresh;
        privateKey = masterKeys.open(fresh, id.value()).encrypt(PRIVATE_KEY, pair.toJSONString());
        record(new HolderKeyIssued(id, pair.toPublicJWK().toJSONString()), at, Set.of());
        return true;
    }

    private static ECKey newPair(LearnerId learner) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(learner.value()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("could not make a key pair", e);
        }
    }

    /**
     * Destroys the keys for good.
     *
     * @return false when that was done before
     */
    boolean erase(Instant at) {
        if (isErased()) {
            return false;
        }
        dataKey = null;
        privateKey = null;
        erasedAt = at;
        return true;
    }

    /**
     * Remembers that another record was of the same person, so that an erasure reaches it.
     *
     * @return false when it was known
     */
    boolean merge(LearnerId other) {
        return merged.add(other);
    }

    LearnerId id() {
        return id;
    }

    /** Records that were of the same person; merged ones of theirs are with them. */
    Set<LearnerId> merged() {
        return merged;
    }

    boolean isErased() {
        return erasedAt != null;
    }

    /** Null before there is one, and once the learner is erased. */
    @Nullable DataKey dataKey() {
        return dataKey;
    }

    /**
     * @throws IllegalStateException when there is no key
     */
    MasterKeys.Cipher cipher(MasterKeys masterKeys) {
        if (dataKey == null) {
            throw new IllegalStateException("no key of " + id);
        }
        return masterKeys.open(dataKey, id.value());
    }

    /**
     * @throws IllegalStateException when there is no key
     */
    ECKey pair(MasterKeys masterKeys) {
        if (privateKey == null) {
            throw new IllegalStateException("no key of " + id);
        }
        try {
            return ECKey.parse(cipher(masterKeys).decrypt(PRIVATE_KEY, privateKey));
        } catch (ParseException e) {
            // never the cause: a parser's words could quote the key
            throw new IllegalStateException("the private key of " + id + " is no JWK");
        }
    }
}
