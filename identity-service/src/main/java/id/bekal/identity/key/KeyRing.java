package id.bekal.identity.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import id.bekal.identity.access.IdentityRule;
import id.bekal.identity.secret.MasterKeys;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The signing keys of all instances: one document, so that two instances that rotate at once make
 * one new key. A key is published as soon as it is in the ring, signs from its {@code signsFrom}
 * on, and goes when the last token it signed has expired.
 */
@Document("signing_keys")
public class KeyRing extends Aggregate {

    /** Clocks of verifiers may differ by so much. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /**
     * @param id the JWK's thumbprint, the {@code kid} of tokens
     * @param sealed the private JWK, sealed for this id
     */
    public record SealedKey(String id, String sealed, Instant signsFrom) {}

    @Id private RingId id = RingId.ONLY;
    private List<SealedKey> keys = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    KeyRing() {}

    /** With a first key, which signs at once: nobody has cached a set without it. */
    static KeyRing begun(MasterKeys masterKeys, Instant now) {
        KeyRing ring = new KeyRing();
        ring.keys.add(drawn(masterKeys, now));
        return ring;
    }

    /**
     * Adds a key that signs after {@code propagation}, and drops those no token needs any more.
     *
     * @param lifetime the longest life of a token
     */
    Outcome<KeyRing> rotate(
            MasterKeys masterKeys, Instant now, Duration propagation, Duration lifetime) {
        if (newest().signsFrom().isAfter(now)) {
            return Outcome.refused(
                    IdentityRule.ROTATION_UNDER_WAY, "until", newest().signsFrom().toString());
        }
        keys = new ArrayList<>(published(now, lifetime));
        keys.add(drawn(masterKeys, now.plus(propagation)));
        return Outcome.accepted(this);
    }

    private static SealedKey drawn(MasterKeys masterKeys, Instant signsFrom) {
        try {
            ECKey key =
                    new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true)
                            .generate();
            return new SealedKey(
                    key.getKeyID(),
                    masterKeys.seal(key.toJSONString(), sealedFor(key.getKeyID())),
                    signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    static JWK opened(SealedKey key, MasterKeys masterKeys) {
        try {
            return JWK.parse(masterKeys.open(key.sealed(), sealedFor(key.id())));
        } catch (ParseException e) {
            // its words may quote the key
            throw new IllegalStateException("signing key " + key.id() + " is malformed");
        }
    }

    private static String sealedFor(String keyId) {
        return "signing-key/" + keyId;
    }

    /** The youngest key whose time to sign has come. */
    SealedKey signing(Instant now) {
        SealedKey signing = keys.getFirst();
        for (SealedKey key : keys) {
            if (!key.signsFrom().isAfter(now)) {
                signing = key;
            }
        }
        return signing;
    }

    /** The keys that sign, will sign, or signed a token that may not have expired. */
    List<SealedKey> published(Instant now, Duration lifetime) {
        List<SealedKey> published = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            boolean last = i == keys.size() - 1;
            if (last || keys.get(i + 1).signsFrom().plus(lifetime).plus(CLOCK_SKEW).isAfter(now)) {
                published.add(keys.get(i));
            }
        }
        return published;
    }

    /** The key that was added last. */
    SealedKey newest() {
        return keys.getLast();
    }

    boolean isDue(Instant now, Duration rotateEvery) {
        return !newest().signsFrom().plus(rotateEvery).isAfter(now);
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }
}
