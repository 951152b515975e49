package id.bekal.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.CurriculumSummary;
import id.bekal.contracts.training.Entitlement;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.contracts.training.SeatResult;
import id.bekal.contracts.training.UnitResult;
import id.bekal.platform.security.AccessCheck;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.ServiceTest;
import id.bekal.testing.TestServers;
import id.bekal.testing.TestTokens;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.web.method.HandlerMethod;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

@ServiceTest
class PlatformIT {

    @LocalServerPort int port;
    @Autowired MongoOperations mongo;
    @Autowired Tallies tallies;
    @Autowired SampleApplication.Seen seen;

    private final String kafka = TestServers.started().kafka();
    private Api api;

    @BeforeEach
    void callAsBlk() {
        api = Api.at(port).as("blk-one", "BLK");
        seen.trouble = null;
    }

    private String newTally() {
        return api.post("/api/tallies", Map.of("label", "one"))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    @Nested
    class Saving {

        @Test
        void publishesEachEventInOrderAndEmptiesTheOutbox() {
            String id = newTally();
            for (int i = 0; i < 10; i++) {
                api.post("/api/tallies/" + id + "/counts", Map.of()).expect(200);
            }
            await().until(() -> eventsOf(id).size() >= 11);
            assertThat(eventsOf(id).stream().map(EventEnvelope::sequenceNumber).distinct())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 11).mapToObj(Long::valueOf).toList());
            await().untilAsserted(() -> assertThat(outboxOf(id)).isEmpty());
        }

        /** By default a producer refuses more than a megabyte, and the outbox would never empty. */
        @Test
        void publishesTheCompletionOfTheLargestClass() {
            var id = new ProgramId(NewIds.random());
            var tally = new Tally(id, Instant.EPOCH);
            tally.say(largestClass(id), Instant.EPOCH);
            tallies.save(tally);
            await().until(() -> eventsOf(id.value()).size() == 2);
            assertThat(
                            eventsOf(id.value())
                                    .getLast()
                                    .event(ProgramCompleted.class)
                                    .seats()
                                    .getLast()
                                    .units())
                    .hasSize(60);
            await().untilAsserted(() -> assertThat(outboxOf(id.value())).isEmpty());
        }

        private static ProgramCompleted largestClass(ProgramId id) {
            LocalDate day = LocalDate.of(2026, 11, 30);
            return new ProgramCompleted(
                    id,
                    new InstitutionId("blk-one"),
                    new CurriculumSummary(
                            new CurriculumId("las-1"), 1, "WELDING", "Las", null, 600, List.of()),
                    day,
                    day,
                    IntStream.range(0, 500)
                            .mapToObj(
                                    seat ->
                                            new SeatResult(
                                                    new LearnerId(NewIds.random()),
                                                    SeatOutcome.COMPLETED,
                                                    600,
                                                    1,
                                                    IntStream.range(0, 60)
                                                            .mapToObj(
                                                                    unit ->
                                                                            new UnitResult(
                                                                                    "unit-" + unit,
                                                                                    AssessmentResult
                                                                                            .K,
                                                                                    day))
                                                            .toList(),
                                                    Entitlement.TRAINING_CERTIFICATE,
                                                    "x".repeat(700)))
                            .toList(),
                    null);
        }

        @Test
        void keepsStateAndUnsetsWhatBecameNull() {
            String id = newTally();
            api.post("/api/tallies/" + id + "/counts", Map.of()).expect(200);
            assertThat(tallies.find(new ProgramId(id)).orElseThrow().day()).isEqualTo("2026-11-24");
            api.post("/api/tallies/" + id + "/counts", Map.of()).expect(200);
            assertThat(tallies.find(new ProgramId(id)).orElseThrow().day()).isNull();
            assertThat(document(id)).doesNotContainKeys("day", "_class");
        }

        @Test
        void leavesNothingBehindWhenARuleRefuses() {
            String id = newTally();
            for (int i = 0; i < 10; i++) {
                api.post("/api/tallies/" + id + "/counts", Map.of()).expect(200);
            }
            Document before = document(id);
            Api.Answer refusal = api.post("/api/tallies/" + id + "/counts", Map.of()).expect(409);
            assertThat(refusal.code()).isEqualTo("TEN_IS_ENOUGH");
            assertThat(refusal.json().path("count").asInt()).isEqualTo(10);
            assertThat(document(id).get("version")).isEqualTo(before.get("version"));
            assertThat(document(id).get("sequence")).isEqualTo(before.get("sequence"));
        }

        @Test
        void losesNoCountWhenManyCountAtOnce() throws Exception {
            String id = newTally();
            try (var pool = Executors.newFixedThreadPool(4)) {
                Callable<Integer> count =
                        () -> api.post("/api/tallies/" + id + "/counts", Map.of()).status();
                List<Future<Integer>> answers =
                        pool.invokeAll(java.util.Collections.nCopies(20, count));
                int accepted = 0;
                for (Future<Integer> answer : answers) {
                    accepted += answer.get() == 200 ? 1 : 0;
                }
                assertThat(document(id).getInteger("count")).isEqualTo(accepted);
            }
        }

        @Test
        void isSweptWhenTheRelayNeverHeardOfIt() {
            String id = NewIds.random();
            EventEnvelope lost =
                    EventEnvelope.of(
                            UUID.randomUUID().toString(),
                            "/sample",
                            id,
                            java.time.Instant.EPOCH,
                            1,
                            java.util.Set.of(),
                            null,
                            new id.bekal.contracts.training.ProgramResumed(new ProgramId(id)));
            mongo.getCollection("tallies")
                    .insertOne(
                            new Document("_id", id)
                                    .append("version", 0L)
                                    .append("sequence", 1L)
                                    .append("count", 0)
                                    .append(
                                            "outbox",
                                            List.of(
                                                    new Document("_id", lost.id())
                                                            .append("topic", "bekal.training.v1")
                                                            .append("at", new java.util.Date(0))
                                                            .append("json", lost.toJson()))));
            await().atMost(java.time.Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(outboxOf(id)).isEmpty());
            assertThat(eventsOf(id)).extracting(EventEnvelope::id).contains(lost.id());
        }
    }

    @Nested
    class Tracing {

        @Test
        void followsARequestThroughOutboxAndTopicToTheConsumer() {
            String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
            String id =
                    api.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                            .post("/api/tallies", Map.of("label", "traced"))
                            .expect(201)
                            .json()
                            .path("id")
                            .asString();
            await().until(() -> seen.traces.containsKey(id + "#1"));
            assertThat(eventsOf(id).getFirst().traceparent()).contains(trace);
            assertThat(seen.traces.get(id + "#1")).contains(trace);
        }
    }

    @Nested
    class Consuming {

        @Test
        void putsAMalformedRecordAsideAndHandlesTheNext() {
            String key = NewIds.random();
            TopicReader.put(
                    kafka, "bekal.training.v1", key, "no event".getBytes(StandardCharsets.UTF_8));
            TopicReader.put(kafka, "bekal.training.v1", resumed(key, 1));
            await().until(() -> seen.traces.containsKey(key + "#1"));
            await().untilAsserted(() -> assertThat(deadLetter(key)).isNotNull());
        }

        @Test
        void passesByATypeItDoesNotKnow() {
            String key = NewIds.random();
            String known = resumed(key, 1).toJson();
            TopicReader.put(
                    kafka,
                    "bekal.training.v1",
                    key,
                    known.replace("ProgramResumed.v1", "FromTheFuture.v9")
                            .getBytes(StandardCharsets.UTF_8));
            TopicReader.put(kafka, "bekal.training.v1", resumed(key, 2));
            await().until(() -> seen.traces.containsKey(key + "#2"));
            assertThat(seen.traces).doesNotContainKey(key + "#1");
            assertThat(deadLetter(key)).isNull();
        }

        @Test
        void replaysADeadLetterOnceTheTroubleIsOver() {
            String key = NewIds.random();
            seen.trouble = new IllegalStateException("a bug");
            TopicReader.put(kafka, "bekal.training.v1", resumed(key, 1));
            await().until(() -> deadLetter(key) != null);
            JsonNode letter = java.util.Objects.requireNonNull(deadLetter(key));
            String replay =
                    "/operations/dead-letters/" + letter.path("offset").asLong() + "/replay";
            assertThat(api.post(replay, Map.of()).expect(409).code()).isEqualTo("REPLAY_FAILED");
            seen.trouble = null;
            api.post(replay, Map.of()).expect(200);
            assertThat(seen.traces).containsKey(key + "#1");
            assertThat(deadLetter(key).path("handledAt").isMissingNode()).isFalse();
        }

        private EventEnvelope resumed(String key, long sequence) {
            return EventEnvelope.of(
                    UUID.randomUUID().toString(),
                    "/other",
                    key,
                    java.time.Instant.EPOCH,
                    sequence,
                    java.util.Set.of(),
                    null,
                    new id.bekal.contracts.training.ProgramResumed(new ProgramId(key)));
        }

        private JsonNode deadLetter(String key) {
            for (JsonNode letter : api.get("/operations/dead-letters").expect(200).json()) {
                if (letter.path("key").asString("").equals(key)) {
                    return letter;
                }
            }
            return null;
        }
    }

    /** The table of rules, asked before a handler runs. */
    @Nested
    class Access {

        @Test
        void isGrantedToTheRoleInTheRelation() {
            String id = newTally();
            Api.at(port).as("blk-one", "BLK", "OFFICER").get("/api/tallies/" + id).expect(200);
            Api.at(port).as("lapas-one", "LAPAS", "HEAD").get("/api/tallies/" + id).expect(200);
        }

        @Test
        void isDeniedToARoleThatNoRowNames() {
            String id = newTally();
            Api observer = Api.at(port).as("blk-one", "BLK", "OBSERVER");
            assertThat(observer.get("/api/tallies/" + id).expect(403).code())
                    .isEqualTo("ROLE_MISSING");
            Api nobody = Api.at(port).as("blk-one", "BLK", "KING");
            assertThat(nobody.get("/api/tallies/" + id).expect(403).code())
                    .isEqualTo("ROLE_MISSING");
        }

        @Test
        void findsNothingForAnInstitutionInNoRelation() {
            String id = newTally();
            Api stranger = Api.at(port).as("blk-two", "BLK");
            Api.Answer foreign = stranger.get("/api/tallies/" + id).expect(404);
            Api.Answer unknown = stranger.get("/api/tallies/" + NewIds.random()).expect(404);
            assertThat(foreign.json().propertyNames()).isEqualTo(unknown.json().propertyNames());
            assertThat(foreign.json().path("detail")).isEqualTo(unknown.json().path("detail"));
            assertThat(foreign.code()).isEqualTo("NOT_FOUND");
        }

        @Test
        void isDeniedToARelationThatMayReadOnly() {
            String id = newTally();
            Api shares = Api.at(port).as("lapas-one", "LAPAS");
            shares.get("/api/tallies/" + id).expect(200);
            assertThat(shares.post("/api/tallies/" + id + "/counts", Map.of()).expect(403).code())
                    .isEqualTo("RELATION_MISSING");
            assertThat(tallies.find(new ProgramId(id)).orElseThrow().count()).isZero();
        }

        @Test
        void isRefusedAtStartWhereARouteHasNoRule() throws Exception {
            class Ruleless {
                @SuppressWarnings("unused")
                void read() {}
            }
            var handler =
                    new HandlerMethod(new Ruleless(), Ruleless.class.getDeclaredMethod("read"));
            assertThatThrownBy(
                            () ->
                                    new AccessCheck(List.of())
                                            .requireRules(Map.of("GET /api/x", handler)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("GET /api/x");
        }

        @Test
        void isRefusedAtStartWhereNobodyTellsTheRelations() throws Exception {
            var handler =
                    new HandlerMethod(
                            new TallyController(null, null, null),
                            TallyController.class.getDeclaredMethod("read", ProgramId.class));
            assertThatThrownBy(
                            () ->
                                    new AccessCheck(List.of())
                                            .requireRules(Map.of("GET /api/x/{id}", handler)))
                    .hasMessageContaining("Relations");
        }

        @Test
        void isLoggedForThoseWhoMayAskWhoReadWhom() {
            String question =
                    "/operations/access-log?learner=l&from=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z";
            Api.Answer answer =
                    Api.at(port).as("kanwil", "REGIONAL_AUTHORITY", "OPERATOR").get(question);
            assertThat(answer.expect(200).json().at("/chain/intact").asBoolean()).isTrue();
            Api.at(port).as("kanwil", "REGIONAL_AUTHORITY", "HEAD").get(question).expect(403);
        }
    }

    @Nested
    class Requests {

        @Test
        void areAnsweredAgainForTheSameIdempotencyKey() {
            Api keyed = api.with("Idempotency-Key", UUID.randomUUID().toString());
            Api.Answer first = keyed.post("/api/tallies", Map.of("label", "one")).expect(201);
            Api.Answer again = keyed.post("/api/tallies", Map.of("label", "one")).expect(201);
            assertThat(again.bytes()).isEqualTo(first.bytes());
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        }

        @Test
        void areRefusedWhenAKeyIsUsedForSomethingElse() {
            Api keyed = api.with("Idempotency-Key", UUID.randomUUID().toString());
            keyed.post("/api/tallies", Map.of("label", "one")).expect(201);
            assertThat(keyed.post("/api/tallies", Map.of("label", "two")).expect(422).code())
                    .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }

        @Test
        void keepKeysOfDifferentClientsApart() {
            String key = UUID.randomUUID().toString();
            Api.Answer one =
                    api.with("Idempotency-Key", key).post("/api/tallies", Map.of("label", "one"));
            Api.Answer other =
                    Api.at(port)
                            .as("blk-two", "BLK")
                            .with("Idempotency-Key", key)
                            .post("/api/tallies", Map.of("label", "one"));
            assertThat(other.expect(201).json().path("id")).isNotEqualTo(one.json().path("id"));
        }

        @Test
        void nameTheFieldAtFaultInBothLanguages() {
            Api.Answer indonesian = api.post("/api/tallies", Map.of("label", " ")).expect(400);
            assertThat(indonesian.json().at("/errors/0/field").asString()).isEqualTo("label");
            assertThat(indonesian.json().at("/errors/0/code").asString()).isEqualTo("REQUIRED");
            assertThat(indonesian.json().at("/errors/0/detail").asString())
                    .isEqualTo("Wajib diisi.");
            Api.Answer english =
                    api.with("Accept-Language", "en")
                            .post("/api/tallies", Map.of("label", "x", "day", "yesterday"))
                            .expect(400);
            assertThat(english.json().at("/errors/0/field").asString()).isEqualTo("day");
            assertThat(english.json().at("/errors/0/detail").asString()).isEqualTo("Malformed.");
        }

        @Test
        void failWhenTheirVersionIsStale() {
            String id = newTally();
            String counts = "/api/tallies/" + id + "/counts";
            String tag = api.get("/api/tallies/" + id).expect(200).header("ETag");
            api.with("If-Match", tag).post(counts, Map.of()).expect(200);
            assertThat(api.with("If-Match", tag).post(counts, Map.of()).expect(412).code())
                    .isEqualTo("VERSION_IS_STALE");
        }

        @Test
        void needATokenWithTheScope() {
            Api anyone = Api.at(port);
            assertThat(anyone.get("/api/tallies/x").expect(401).code())
                    .isEqualTo("UNAUTHENTICATED");
            String read = TestTokens.of("blk-one", "BLK", "training.read");
            assertThat(
                            anyone.with("Authorization", "Bearer " + read)
                                    .post("/api/tallies", Map.of("label", "one"))
                                    .expect(403)
                                    .code())
                    .isEqualTo("SCOPE_MISSING");
        }

        @Test
        void areRefusedWithAForeignTokenExpiredOrForAnotherAudience() {
            for (String token :
                    List.of(
                            TestTokens.token(c -> c.issuer("https://evil.test")),
                            TestTokens.token(c -> c.audience("someone-else")),
                            TestTokens.token(c -> c.expirationTime(new java.util.Date(0))),
                            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")) {
                Api.at(port)
                        .with("Authorization", "Bearer " + token)
                        .get("/api/tallies/x")
                        .expect(401);
            }
        }

        @Test
        void areTakenOnceReadinessSaysSoWithoutAToken() {
            Api.Answer ready = Api.at(port).get("/actuator/health/readiness").expect(200);
            assertThat(ready.json().path("status").asString()).isEqualTo("UP");
            Api.at(port).get("/actuator/env").expect(401);
        }

        @Test
        void areRefusedByTheCodeOfTheirTrouble() {
            assertThat(api.putBytes("/api/tallies/x", new byte[0], "text/plain").expect(405).code())
                    .isEqualTo("METHOD_NOT_ALLOWED");
            assertThat(
                            api.with("Content-Type", "application/json")
                                    .post("/api/tallies", "{")
                                    .expect(400)
                                    .code())
                    .isEqualTo("UNREADABLE_BODY");
        }

        @Test
        void findNothingUnderAnUnknownOrMalformedId() {
            assertThat(api.get("/api/tallies/none").expect(404).code()).isEqualTo("NOT_FOUND");
            assertThat(api.get("/api/tallies/a%20b").expect(404).code()).isEqualTo("NOT_FOUND");
        }
    }

    private List<EventEnvelope> eventsOf(String subject) {
        return TopicReader.records(kafka, "bekal.training.v1").stream()
                .filter(record -> subject.equals(record.key()))
                .filter(record -> record.value()[0] == '{')
                .map(record -> EventEnvelope.parse(record.value()))
                .toList();
    }

    private Document document(String id) {
        return java.util.Objects.requireNonNull(
                mongo.getCollection("tallies").find(new Document("_id", id)).first());
    }

    private List<?> outboxOf(String id) {
        return document(id).getList("outbox", Object.class, List.of());
    }
}
