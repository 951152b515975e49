package id.bekal.training.learner;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.keys.HashKey;
import id.bekal.platform.keys.MasterKeys;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Encrypts who learners are, each under a key of the learner's own, and opens it for those who may
 * read it. A learner without the key was erased: there is nothing left to open.
 */
@Component
public class LearnerVault {

    private static final String IDENTITY = "identity";
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final MasterKeys keys;
    private final HashKey names;
    private final HashKey numbers;
    private final JsonMapper json;

    LearnerVault(MasterKeys keys, @Value("${bekal.hash-key}") String hashKey, JsonMapper json) {
        this.keys = keys;
        this.names = HashKey.read(hashKey, "BEKAL_HASH_KEY", "names");
        this.numbers = HashKey.read(hashKey, "BEKAL_HASH_KEY", "register numbers");
        this.json = json;
    }

    /** A new learner's identity under a key of its own. */
    public SealedIdentity seal(LearnerId learner, Identity identity) {
        DataKey key = keys.newDataKey(learner.value());
        return new SealedIdentity(
                key,
                keys.open(key, learner.value())
                        .encrypt(IDENTITY, json.writeValueAsString(identity)),
                nameHash(identity.name()));
    }

    /** A register number at an institution, under the learner's key. */
    public SealedNumber seal(
            LearnerId learner, SealedIdentity who, InstitutionId institution, String number) {
        return new SealedNumber(
                keys.open(who.key(), learner.value()).encrypt(place(institution), number),
                numberHash(institution, number));
    }

    /**
     * A register number at another institution.
     *
     * @throws IllegalStateException when the learner was erased
     */
    public SealedNumber seal(Learner learner, InstitutionId institution, String number) {
        return seal(
                learner.id(),
                learner.who().orElseThrow(() -> new IllegalStateException("erased")),
                institution,
                number);
    }

    /** Who the learner is; empty once erased. */
    public Optional<Identity> identity(Learner learner) {
        return learner.who()
                .map(
                        who ->
                                json.readValue(
                                        keys.open(who.key(), learner.id().value())
                                                .decrypt(IDENTITY, who.encrypted()),
                                        Identity.class));
    }

    /** The register number of a time in custody; empty once erased. */
    public Optional<String> number(Learner learner, Custody custody) {
        SealedNumber number = custody.number();
        return number == null
                ? Optional.empty()
                : learner.who()
                        .map(
                                who ->
                                        keys.open(who.key(), learner.id().value())
                                                .decrypt(
                                                        place(custody.institution()),
                                                        number.encrypted()));
    }

    private static String place(InstitutionId institution) {
        return "register number at " + institution;
    }

    /** The same for names that differ in case, accents' encoding or spaces only. */
    public String nameHash(String name) {
        return names.hash(normal(name));
    }

    public String numberHash(InstitutionId institution, String number) {
        return numbers.hash(institution + "\n" + normal(number));
    }

    private static String normal(String text) {
        return SPACES.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFKC))
                .replaceAll(" ")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether the learner's key lies under the primary master key. */
    boolean isCurrent(SealedIdentity who) {
        return keys.isCurrent(who.key());
    }

    SealedIdentity rewrapped(LearnerId learner, SealedIdentity who) {
        return who.under(keys.rewrap(who.key(), learner.value()));
    }
}
