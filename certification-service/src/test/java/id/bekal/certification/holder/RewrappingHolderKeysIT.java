package id.bekal.certification.holder;

import static id.bekal.certification.holder.HolderKeyFixture.MASTER_KEYS;
import static id.bekal.certification.holder.HolderKeyFixture.NOW;
import static id.bekal.certification.holder.HolderKeyFixture.SULASTRI;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;

import id.bekal.certification.RunningService;
import id.bekal.certification.holder.RewrappingHolderKeys.Rewrapping;
import id.bekal.contracts.LearnerId;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TestKeys;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MongoConverter;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** In a database of its own: the running service does not know the rotated keys. */
class RewrappingHolderKeysIT extends RunningService {

    @Autowired MongoClient client;
    @Autowired MongoConverter converter;
    @Autowired Outbox outbox;

    private final MasterKeys rotated =
            MasterKeys.read(TestKeys.rotatedMasterKeys(), "BEKAL_MASTER_KEYS");
    private HolderKeys keys;
    private RewrappingHolderKeys rewrapping;

    @BeforeEach
    void begin() {
        var database =
                new SimpleMongoClientDatabaseFactory(client, "rewrapping_" + NewIds.random());
        keys = new HolderKeys(new MongoTemplate(database, converter), outbox);
        rewrapping = new RewrappingHolderKeys(keys, rotated);
    }

    private LearnerId enrolled(MasterKeys masterKeys) {
        LearnerId learner = new LearnerId(NewIds.random());
        keys.note(learner, key -> key.issue(masterKeys, NOW));
        return learner;
    }

    private List<LearnerId> enrolled(int learners) {
        return IntStream.range(0, learners).mapToObj(n -> enrolled(MASTER_KEYS)).toList();
    }

    private HolderKey key(LearnerId learner) {
        return keys.find(learner).orElseThrow();
    }

    private KeyRing ring(LearnerId learner) {
        return new KeyRing(keys.findAll(List.of(learner)), rotated, JsonMapper.shared());
    }

    @Test
    void bringsEveryKeyUnderThePrimaryAndLeavesWhatItEncrypted() {
        LearnerId old = enrolled(MASTER_KEYS);
        String encrypted = ring(old).encrypt(old, "c1", SULASTRI);
        var pair = key(old).pair(MASTER_KEYS);
        LearnerId fresh = enrolled(rotated);
        LearnerId erased = enrolled(MASTER_KEYS);
        keys.note(erased, key -> key.erase(NOW));
        LearnerId mergedOnly = new LearnerId(NewIds.random());
        keys.note(mergedOnly, key -> key.merge(old));

        assertThat(rewrapping.handle()).isEqualTo(new Rewrapping(1, 1, 1));

        assertThat(rotated.isCurrent(key(old).dataKey())).isTrue();
        assertThat(rotated.isCurrent(key(fresh).dataKey())).isTrue();
        assertThat(key(old).pair(rotated)).isEqualTo(pair);
        assertThat(ring(old).open(old, "c1", encrypted)).isEqualTo(new Naming.Named(SULASTRI));
        assertThat(key(erased).dataKey()).isNull();
        assertThat(key(mergedOnly).dataKey()).isNull();
        // nothing depends on the dropped key any more
        assertThatThrownBy(() -> key(old).pair(MASTER_KEYS))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void goesThroughManyBatchesAndFindsNothingToDoTheSecondTime() {
        enrolled(1203);
        assertThat(rewrapping.handle()).isEqualTo(new Rewrapping(1203, 0, 0));
        assertThat(rewrapping.handle()).isEqualTo(new Rewrapping(0, 1203, 0));
    }

    @Test
    void goesOnAfterACrash() {
        enrolled(20);
        keys.rewrap(keys.after(null, 7), key -> rotated.rewrap(key.dataKey(), key.id().value()));
        assertThat(rewrapping.handle()).isEqualTo(new Rewrapping(13, 7, 0));
    }

    @Test
    void losesNoKeyHoweverManyRunAtOnce() throws Exception {
        List<LearnerId> learners = enrolled(700);
        var pairs = learners.stream().map(learner -> key(learner).pair(MASTER_KEYS)).toList();
        List<Rewrapping> runs = atOnce(Collections.nCopies(4, rewrapping::handle));
        // the embedded store may show half an update, which is then done once more
        assertThat(runs.stream().mapToLong(Rewrapping::rewrapped).sum())
                .isGreaterThanOrEqualTo(700);
        assertThat(learners).allMatch(learner -> rotated.isCurrent(key(learner).dataKey()));
        assertThat(learners.stream().map(learner -> key(learner).pair(rotated)).toList())
                .isEqualTo(pairs);
    }

    @Test
    void doesNotBringBackAKeyThatWasErasedMeanwhile() {
        LearnerId learner = enrolled(MASTER_KEYS);
        List<HolderKey> read = keys.after(null, 10);
        keys.note(learner, key -> key.erase(NOW));
        assertThat(keys.rewrap(read, key -> rotated.rewrap(key.dataKey(), key.id().value())))
                .isZero();
        assertThat(key(learner).dataKey()).isNull();
        assertThat(key(learner).isErased()).isTrue();
    }

    @Test
    void isNotUndoneByAChangeThatReadTheOldWrapping() {
        LearnerId learner = enrolled(MASTER_KEYS);
        HolderKey readBefore = key(learner);
        rewrapping.handle();
        readBefore.merge(new LearnerId("other"));
        assertThatThrownBy(() -> keys.save(readBefore))
                .isInstanceOf(OptimisticLockingFailureException.class);
        keys.note(learner, key -> key.merge(new LearnerId("other")));
        assertThat(rotated.isCurrent(key(learner).dataKey())).isTrue();
        assertThat(key(learner).merged()).containsExactly(new LearnerId("other"));
    }

    @Test
    void isForOperatorsAlone() {
        Api integrator = as("blk-madiun", "INTEGRATOR");
        integrator.post("/operations/keys/rewrapping", Map.of()).expect(403);
        as("blk-madiun", "HEAD").post("/operations/keys/rewrapping", Map.of()).expect(403);
        Api.at(port).post("/operations/keys/rewrapping", Map.of()).expect(401);
        JsonNode counts =
                as("blk-madiun", "OPERATOR")
                        .post("/operations/keys/rewrapping", Map.of())
                        .expect(200)
                        .json();
        assertThat(counts.propertyNames())
                .containsExactlyInAnyOrder("rewrapped", "current", "erased", "keychains");
        assertThat(counts.path("rewrapped").asLong(-1)).isZero();
        assertThat(counts.path("keychains").asLong(-1)).isZero();
    }
}
