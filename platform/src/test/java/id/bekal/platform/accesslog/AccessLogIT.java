package id.bekal.platform.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.keys.HashKey;
import id.bekal.platform.security.Caller;
import id.bekal.testing.TestKeys;
import id.bekal.testing.TestServers;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class AccessLogIT {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final LearnerId SITI = new LearnerId("siti");
    private static final LearnerId BUDI = new LearnerId("budi");
    private static final Caller CALLER =
            new Caller("officer-1", new InstitutionId("lapas-one"), "LAPAS", Set.of(), Set.of());

    private final MongoOperations mongo =
            new MongoTemplate(
                    MongoClients.create(TestServers.started().mongodb()),
                    "access_" + UUID.randomUUID().toString().replace("-", ""));
    private final AccessLog accessLog = logAt(NOON);

    private AccessLog logAt(Instant now) {
        return new AccessLog(
                mongo,
                HashKey.read(TestKeys.hashKey(), "KEY", "access log"),
                JsonMapper.shared(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private void block(long number, org.bson.conversions.Bson change) {
        mongo.getCollection(AccessLog.COLLECTION).updateOne(new Document("_id", number), change);
    }

    @Nested
    class Recording {

        @Test
        void tellsWhoReadWhomWhenAndForWhat() {
            accessLog.record(CALLER, Action.LEARNER_INSPECT, List.of(SITI, BUDI), "a complaint");
            assertThat(accessLog.of(SITI, NOON, NOON.plusSeconds(1)).accesses())
                    .containsExactly(
                            new Access(
                                    NOON,
                                    "officer-1",
                                    new InstitutionId("lapas-one"),
                                    Action.LEARNER_INSPECT,
                                    List.of(SITI, BUDI),
                                    "a complaint"));
        }

        @Test
        void findsFromTheFirstMomentUpToTheOther() {
            accessLog.record(CALLER, Action.LEARNER_READ, List.of(SITI));
            assertThat(accessLog.of(SITI, NOON.minusSeconds(1), NOON).accesses()).isEmpty();
            assertThat(accessLog.of(SITI, NOON.plusMillis(1), NOON.plusSeconds(1)).accesses())
                    .isEmpty();
            assertThat(accessLog.of(BUDI, NOON, NOON.plusSeconds(1)).accesses()).isEmpty();
        }

        @Test
        void storesNothingWhenNobodyWasRead() {
            accessLog.record(CALLER, Action.LEARNER_READ, List.of());
            assertThat(accessLog.verify().blocks()).isZero();
        }

        @Test
        void losesNoAccessOfManyAtOnceInTwoInstances() throws Exception {
            AccessLog second = logAt(NOON);
            try (var pool = Executors.newFixedThreadPool(8)) {
                List<Callable<Object>> reads =
                        IntStream.range(0, 200)
                                .<Callable<Object>>mapToObj(
                                        i ->
                                                Executors.callable(
                                                        () ->
                                                                (i % 2 == 0 ? accessLog : second)
                                                                        .record(
                                                                                CALLER,
                                                                                Action.LEARNER_READ,
                                                                                List.of(SITI))))
                                .toList();
                for (var read : pool.invokeAll(reads)) {
                    read.get();
                }
            }
            AccessLog.Verification chain = accessLog.verify();
            assertThat(chain.intact()).isTrue();
            assertThat(chain.accesses()).isEqualTo(200);
            assertThat(chain.blocks()).isBetween(1L, 200L);
        }
    }

    @Nested
    class Verifying {

        private void write(int blocks) {
            for (int i = 0; i < blocks; i++) {
                accessLog.record(CALLER, Action.LEARNER_READ, List.of(SITI));
            }
        }

        @Test
        void findsAChangedAccess() {
            write(3);
            String other =
                    mongo.getCollection(AccessLog.COLLECTION)
                            .find(new Document("_id", 2L))
                            .first()
                            .getString("accesses")
                            .replace("officer-1", "officer-2");
            block(2, Updates.set("accesses", other));
            assertThat(accessLog.verify().brokenAt()).isEqualTo(2);
        }

        @Test
        void findsARemovedBlock() {
            write(3);
            mongo.getCollection(AccessLog.COLLECTION).deleteOne(new Document("_id", 2L));
            assertThat(accessLog.verify().brokenAt()).isEqualTo(3);
            assertThat(accessLog.verify().intact()).isFalse();
        }

        @Test
        void tellsTheAccessesBehindABrokenBlockToo() {
            write(3);
            mongo.getCollection(AccessLog.COLLECTION).deleteOne(new Document("_id", 1L));
            AccessLog.Answer answer = accessLog.of(SITI, NOON, NOON.plusSeconds(1));
            assertThat(answer.chain().brokenAt()).isEqualTo(2);
            assertThat(answer.accesses()).hasSize(2);
        }

        @Test
        void findsABlockForgedWithoutTheKey() {
            write(1);
            var forger =
                    new AccessLog(
                            mongo,
                            HashKey.read(
                                    java.util.Base64.getEncoder().encodeToString(new byte[32]),
                                    "KEY",
                                    "access log"),
                            JsonMapper.shared(),
                            Clock.fixed(NOON, ZoneOffset.UTC));
            forger.record(CALLER, Action.LEARNER_READ, List.of(BUDI));
            assertThat(accessLog.verify().brokenAt()).isEqualTo(2);
        }

        @Test
        void showsByTheHeadWhatWasCutOffAtTheEnd() {
            write(3);
            AccessLog.Head noted = accessLog.verify().head();
            mongo.getCollection(AccessLog.COLLECTION).deleteOne(new Document("_id", 3L));
            AccessLog.Verification chain = accessLog.verify();
            assertThat(chain.intact()).isTrue();
            assertThat(chain.head()).isNotEqualTo(noted);
        }
    }
}
