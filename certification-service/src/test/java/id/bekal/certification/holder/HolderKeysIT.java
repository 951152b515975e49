package id.bekal.certification.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;

import com.nimbusds.jose.jwk.ECKey;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.TrainingEvent;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class HolderKeysIT extends RunningService {

    @Autowired ErasingHolders erasing;
    @Autowired Clock clock;

    @Autowired
    @Qualifier("trainingEvents")
    EventConsumer trainingEvents;

    private final LearnerId a = new LearnerId(NewIds.random());
    private final LearnerId b = new LearnerId(NewIds.random());
    private final LearnerId c = new LearnerId(NewIds.random());

    @Nested
    class Enrolling {

        @Test
        void tellsAKeyThatCertificatesCanBeSealedTo() throws Exception {
            var program = CompletedProgram.of(provider()).graduates(1);
            LearnerId learner = program.learner(0);
            put(program.id().value(), new LearnerEnrolled(program.id(), learner, 1));
            await().until(() -> eventsOf(learner.value()).size() == 1);
            EventEnvelope told = eventsOf(learner.value()).getFirst();
            assertThat(told.audienceIds()).isEmpty();
            assertThat(told.sequenceNumber()).isOne();
            ECKey key = ECKey.parse(told.event(HolderKeyIssued.class).publicKey());
            complete(program.sealedTo(learner, key));
            await().until(() -> certificatesOf(program).size() == 1);
            Document certificate = certificatesOf(program).getFirst();
            assertThat(
                            as(certificate.getString("issuer"))
                                    .get("/api/certificates/" + certificate.getString("_id"))
                                    .expect(200)
                                    .json()
                                    .at("/holder/name")
                                    .asString())
                    .isEqualTo(program.name(0));
        }

        @Test
        void makesOneKeyHoweverOftenAndAtOnceItIsTold() throws Exception {
            Callable<Object> delivery = Executors.callable(() -> deliver(enrolled(a)));
            atOnce(Collections.nCopies(50, delivery));
            // and in other programs
            deliver(enrolled(a));
            await().until(() -> !eventsOf(a.value()).isEmpty());
            assertThat(stored(a)).containsEntry("sequence", 1L).containsEntry("version", 0L);
            assertThat(eventsOf(a.value()))
                    .singleElement()
                    .satisfies(
                            event ->
                                    assertThat(
                                                    ECKey.parse(
                                                            event.event(HolderKeyIssued.class)
                                                                    .publicKey()))
                                            .isEqualTo(
                                                    HolderKeyFixture.publicKeyOf(holderKeys, a)));
        }

        @Test
        void storesThePrivateHalfUnreadably() {
            deliver(enrolled(a));
            ECKey pair = holderKeys.find(a).orElseThrow().pair(HolderKeyFixture.MASTER_KEYS);
            assertThat(stored(a).toJson()).doesNotContain(pair.getD().toString(), "\"d\"");
        }
    }

    @Nested
    class Erasing {

        @Test
        void destroysTheKeysForGood() {
            deliver(enrolled(a));
            put(a.value(), new LearnerErased(a));
            await().until(() -> stored(a).containsKey("erasedAt"));
            await().until(() -> stored(a).getList("outbox", Document.class).isEmpty());
            assertThat(stored(a).keySet())
                    .containsExactlyInAnyOrder(
                            "_id", "version", "sequence", "outbox", "merged", "erasedAt");
            deliver(new LearnerErased(a));
            deliver(enrolled(a));
            assertThat(stored(a)).doesNotContainKeys("dataKey", "privateKey");
            assertThat(stored(a)).containsEntry("sequence", 1L).containsEntry("version", 1L);
        }

        @Test
        void preventsAKeyThatWasNotMadeYet() {
            deliver(new LearnerErased(a));
            deliver(enrolled(a));
            assertThat(stored(a)).doesNotContainKeys("dataKey", "privateKey");
            assertThat(stored(a)).containsEntry("sequence", 0L);
        }

        @Test
        void winsAgainstEnrolmentsAtTheSameMoment() throws Exception {
            for (int round = 0; round < 20; round++) {
                LearnerId learner = new LearnerId(NewIds.random());
                atOnce(
                        List.of(
                                Executors.callable(() -> deliver(enrolled(learner))),
                                Executors.callable(() -> deliver(new LearnerErased(learner))),
                                Executors.callable(() -> deliver(enrolled(learner)))));
                assertThat(stored(learner)).doesNotContainKeys("dataKey", "privateKey");
            }
        }

        @Test
        void doesNotReachOthers() {
            deliver(enrolled(a));
            deliver(enrolled(b));
            deliver(new LearnersMerged(a, b));
            deliver(new LearnerErased(b));
            assertThat(isErased(b)).isTrue();
            assertThat(isErased(a)).isFalse();
            assertThat(stored(a)).containsKeys("dataKey", "privateKey");
        }
    }

    @Nested
    class Merging {

        @Test
        void letsAnErasureReachTheMergedRecordsWhateverComesFirst() {
            for (List<Integer> order : orders(5)) {
                LearnerId kept = new LearnerId(NewIds.random());
                LearnerId merged = new LearnerId(NewIds.random());
                LearnerId before = new LearnerId(NewIds.random());
                List<TrainingEvent> events =
                        List.of(
                                enrolled(kept),
                                enrolled(merged),
                                new LearnersMerged(merged, before),
                                new LearnersMerged(kept, merged),
                                new LearnerErased(kept));
                deliver(enrolled(before));
                order.forEach(event -> deliver(events.get(event)));
                for (LearnerId learner : List.of(kept, merged, before)) {
                    assertThat(stored(learner))
                            .as(order.toString())
                            .containsKey("erasedAt")
                            .doesNotContainKeys("dataKey", "privateKey");
                }
            }
        }

        @Test
        void letsAnErasureAtTheSameMomentReachTheMergedRecord() throws Exception {
            for (int round = 0; round < 20; round++) {
                LearnerId kept = new LearnerId(NewIds.random());
                LearnerId merged = new LearnerId(NewIds.random());
                deliver(enrolled(merged));
                atOnce(
                        List.of(
                                Executors.callable(() -> deliver(new LearnersMerged(kept, merged))),
                                Executors.callable(() -> deliver(new LearnerErased(kept)))));
                assertThat(isErased(merged)).isTrue();
            }
        }

        @Test
        void isGoneOnWithAfterACrashBetweenTwoRecords() {
            deliver(enrolled(a));
            deliver(enrolled(b));
            deliver(enrolled(c));
            deliver(new LearnersMerged(a, b));
            deliver(new LearnersMerged(b, c));
            HolderKeys dying = Mockito.mock();
            Mockito.when(dying.note(any(), any()))
                    .thenAnswer(
                            note -> {
                                if (note.getArgument(0).equals(b)) {
                                    throw new IllegalStateException("killed");
                                }
                                return holderKeys.note(note.getArgument(0), note.getArgument(1));
                            });
            assertThatThrownBy(() -> new ErasingHolders(dying, clock).on(new LearnerErased(a)))
                    .hasMessage("killed");
            assertThat(List.of(isErased(a), isErased(b), isErased(c)))
                    .containsExactly(true, false, false);
            deliver(new LearnerErased(a));
            assertThat(List.of(isErased(a), isErased(b), isErased(c)))
                    .containsExactly(true, true, true);
        }

        @Test
        void inACircleEnds() {
            deliver(new LearnersMerged(a, b));
            deliver(new LearnersMerged(b, a));
            deliver(new LearnerErased(a));
            assertThat(List.of(isErased(a), isErased(b))).containsExactly(true, true);
        }

        /** Every order of the first n numbers. */
        private static List<List<Integer>> orders(int n) {
            if (n == 0) {
                return List.of(List.of());
            }
            List<List<Integer>> orders = new ArrayList<>();
            for (List<Integer> shorter : orders(n - 1)) {
                for (int place = 0; place < n; place++) {
                    List<Integer> order = new ArrayList<>(shorter);
                    order.add(place, n - 1);
                    orders.add(order);
                }
            }
            return orders;
        }
    }

    private static LearnerEnrolled enrolled(LearnerId learner) {
        return new LearnerEnrolled(new ProgramId(NewIds.random()), learner, 1);
    }

    private void put(String subject, TrainingEvent event) {
        TopicReader.put(kafka, "bekal.training.v1", envelope(subject, event));
    }

    /** To the consumer itself, without the broker's order. */
    private void deliver(TrainingEvent event) {
        trainingEvents.consume(envelope("any", event).toJson().getBytes(StandardCharsets.UTF_8));
    }

    private static EventEnvelope envelope(String subject, TrainingEvent event) {
        return EventEnvelope.of(
                UUID.randomUUID().toString(),
                "/training-service",
                subject,
                Instant.EPOCH,
                1,
                Set.of(),
                null,
                event);
    }

    private boolean isErased(LearnerId learner) {
        return holderKeys.find(learner).orElseThrow().isErased();
    }

    private Document stored(LearnerId learner) {
        return mongo.getCollection("holder_keys")
                .find(new Document("_id", learner.value()))
                .first();
    }
}
