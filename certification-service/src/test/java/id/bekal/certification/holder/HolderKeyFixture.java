package id.bekal.certification.holder;

import com.nimbusds.jose.jwk.ECKey;

import id.bekal.contracts.LearnerId;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.testing.TestKeys;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Keys of learners, made and destroyed as the service does. */
public final class HolderKeyFixture {

    public static final MasterKeys MASTER_KEYS =
            MasterKeys.read(TestKeys.masterKeys(), "BEKAL_MASTER_KEYS");
    public static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    public static final Holder SULASTRI =
            new Holder("Sulastri", "Magetan", LocalDate.of(1995, 3, 17));

    private HolderKeyFixture() {}

    public static HolderKey issued(LearnerId learner) {
        var key = new HolderKey(learner);
        key.issue(MASTER_KEYS, NOW);
        return key;
    }

    static HolderKey erased(LearnerId learner) {
        HolderKey key = issued(learner);
        key.erase(NOW);
        return key;
    }

    public static KeyRing ring(HolderKey... keys) {
        return new KeyRing(
                Arrays.stream(keys).collect(Collectors.toMap(HolderKey::id, key -> key)),
                MASTER_KEYS,
                JsonMapper.shared());
    }

    /** The keys of learners who were enrolled. */
    public static KeyRing ringOf(LearnerId... learners) {
        return ring(
                Arrays.stream(learners).map(HolderKeyFixture::issued).toArray(HolderKey[]::new));
    }

    public static KeyRing ringOfErased(LearnerId learner) {
        return ring(erased(learner));
    }

    /** What training was told to seal to. */
    public static ECKey publicKeyOf(HolderKeys keys, LearnerId learner) {
        return keys.find(learner).orElseThrow().pair(MASTER_KEYS).toPublicJWK();
    }
}
