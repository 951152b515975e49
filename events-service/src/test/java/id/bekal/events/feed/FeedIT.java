package id.bekal.events.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.FeedEvent;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.ProgramStarted;
import id.bekal.events.RunningService;
import id.bekal.testing.Api;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** From the services' topics to what an institution pulls. */
class FeedIT extends RunningService {

    @Autowired Feeds feeds;
    @Autowired FeedNews news;
    @Autowired DroppingOldEntries dropping;
    @Autowired BindingsLifecycleController bindings;

    @Nested
    class Appending {

        @Test
        void numbersEachInstitutionsOwnWithoutAGap() {
            TaughtProgram program = programWith(5);
            JsonNode provider = page(program.provider(), "");
            assertThat(numbers(provider)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(provider.path("next").asLong()).isEqualTo(6);
            assertThat(provider.path("head").asLong()).isEqualTo(6);
            JsonNode first = provider.path("events").path(0);
            assertThat(first.path("type").asString())
                    .isEqualTo("id.bekal.training.ProgramPlanned.v1");
            assertThat(first.path("feed").asString()).isEqualTo(program.provider().value());
            assertThat(first.has("audience") || first.has("traceparent")).isFalse();
        }

        @Test
        void givesAnAuthorityNothingOfASingleLearner() {
            TaughtProgram program = programWith(3);
            put(program.says(9, new ProgramStarted(summary(program), 3)));
            awaitHead(program.region(), 2);
            JsonNode page = page(program.region(), "");
            assertThat(numbers(page)).containsExactly(1L, 2L);
            assertThat(page.toString()).doesNotContain("learner");
        }

        @Test
        void givesNothingToWhoIsNoPartOfIt() {
            programWith(1);
            assertThat(page(newInstitution("blk"), "").path("head").asLong()).isZero();
        }

        @Test
        void takesAnEventOnceHoweverOftenItComes() {
            TaughtProgram program = programWith(2);
            List<String> before = all(program.provider());
            EventEnvelope twice = program.enrolled(4, "learner-9");
            put(twice, twice, program.planned(), twice);
            EventEnvelope last = program.enrolled(5, "learner-10");
            put(last);
            // planned() has an id of its own each time
            awaitHead(program.provider(), 6);
            List<String> after = all(program.provider());
            assertThat(after).hasSize(6).startsWith(before.toArray(String[]::new));
            assertThat(after).filteredOn(entry -> entry.endsWith(twice.id())).hasSize(1);
            assertThat(after.getLast()).isEqualTo("6 " + last.id());
        }

        @Test
        void putsAnEventThatIsNoneWithTheDeadLettersOnceAndGoesOn() {
            TaughtProgram program = programWith(1);
            String poison = "no event of " + program.id();
            TopicReader.put(
                    kafka, TRAINING, program.id().value(), poison.getBytes(StandardCharsets.UTF_8));
            await().until(() -> deadLetters(poison) == 1);
            // what is read again from the stored position does not begin with it
            bindings.changeState("trainingEvents-in-0", State.STOPPED);
            bindings.changeState("trainingEvents-in-0", State.STARTED);
            put(program.enrolled(3, "learner-9"));
            awaitHead(program.provider(), 3);
            assertThat(deadLetters(poison)).isEqualTo(1);
        }

        private long deadLetters(String text) {
            return TopicReader.records(kafka, "bekal.dead-letters.events-service").stream()
                    .filter(
                            record ->
                                    new String(record.value(), StandardCharsets.UTF_8).equals(text))
                    .count();
        }
    }

    @Nested
    class Pulling {

        @Test
        void goesOnAfterANumber() {
            TaughtProgram program = programWith(5);
            JsonNode page = page(program.provider(), "?after=2&limit=2");
            assertThat(numbers(page)).containsExactly(3L, 4L);
            assertThat(page.path("next").asLong()).isEqualTo(4);
            assertThat(numbers(page(program.provider(), "?after=6"))).isEmpty();
        }

        @Test
        void passesByOtherTypesInNext() {
            TaughtProgram program = programWith(3);
            JsonNode page = page(program.provider(), "?types=ProgramPlanned,ProgramStarted");
            assertThat(numbers(page)).containsExactly(1L);
            assertThat(page.path("next").asLong()).isEqualTo(4);
            assertThat(
                            numbers(
                                    page(
                                            program.provider(),
                                            "?types=id.bekal.training.LearnerEnrolled.v1&limit=2")))
                    .containsExactly(2L, 3L);
        }

        @Test
        void refusesWhatItCannotMean() {
            Api api = as(newInstitution("blk"));
            for (String query :
                    List.of(
                            "after=-1",
                            "limit=0",
                            "limit=1001",
                            "wait=26",
                            "wait=-1",
                            "types=No",
                            "after=x")) {
                assertThat(api.get("/api/events?" + query).expect(400).code())
                        .as(query)
                        .isEqualTo("INVALID_INPUT");
            }
            api.get("/api/events?after=0&limit=1000&wait=0").expect(200);
        }

        @Test
        void saysThatANumberIsAheadOfTheFeed() {
            TaughtProgram program = programWith(0);
            Api.Answer answer = as(program.provider()).get("/api/events?after=2").expect(409);
            assertThat(answer.code()).isEqualTo("AHEAD_OF_THE_FEED");
            assertThat(answer.json().path("head").asLong()).isEqualTo(1);
        }

        @Test
        void waitsForWhatIsNew() {
            TaughtProgram program = programWith(0);
            CompletableFuture<JsonNode> waiting =
                    CompletableFuture.supplyAsync(
                            () -> page(program.provider(), "?after=1&wait=25"));
            put(program.enrolled(2, "learner-1"));
            JsonNode page = waiting.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(numbers(page)).containsExactly(2L);
        }

        @Test
        void hearsOfWhatAnotherInstanceAppends() throws Exception {
            InstitutionId feed = newInstitution("blk");
            // it has listeners of its own, and tells those of this instance nothing
            var another = new AppendingToFeeds(feeds, new FeedNews(feeds));
            var woken = new CountDownLatch(1);
            try (FeedNews.Listening listening = news.listen(feed, woken::countDown)) {
                another.append(List.of(FeedRecord.of(event(feed), List.of())));
                assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(news.after(feed, 0, Set.of(), 10).entries())
                        .extracting(FeedEntry::number)
                        .containsExactly(1L);
            }
        }

        private static FeedEvent event(InstitutionId feed) {
            return new FeedEvent(
                    "1.0",
                    UUID.randomUUID().toString(),
                    "/training-service",
                    EventTypes.name(ProgramStarted.class),
                    "program-1",
                    Instant.parse("2026-11-30T01:00:00Z"),
                    "application/json",
                    "2",
                    feed,
                    0,
                    null,
                    JsonMapper.shared().createObjectNode().put("program", "program-1"));
        }

        @Test
        void isAnsweredEmptyWhenNothingComes() {
            TaughtProgram program = programWith(0);
            long begin = System.nanoTime();
            JsonNode page = page(program.provider(), "?after=1&wait=1");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(numbers(page)).isEmpty();
            assertThat(page.path("next").asLong()).isEqualTo(1);
        }
    }

    @Nested
    class Keeping {

        @Test
        void dropsTheOldFromTheBeginningAndSaysWhereItBegins() {
            TaughtProgram program = programWith(5);
            InstitutionId feed = program.provider();
            mongo.getCollection("feedEntries")
                    .updateMany(
                            new Document("feed", feed.value())
                                    .append("number", new Document("$lte", 3L)),
                            new Document(
                                    "$set", new Document("appended", Date.from(Instant.EPOCH))));
            dropping.drop();
            mongo.getCollection("leases").deleteMany(new Document());
            dropping.drop();
            Api.Answer gone = as(feed).get("/api/events?after=2").expect(410);
            assertThat(gone.code()).isEqualTo("FEED_TOO_OLD");
            assertThat(gone.json().path("oldest").asLong()).isEqualTo(4);
            assertThat(numbers(page(feed, "?after=3"))).containsExactly(4L, 5L, 6L);
            assertThat(numbers(page(program.custodian(), ""))).hasSize(6);
            put(program.enrolled(9, "learner-9"));
            awaitHead(feed, 7);
        }

        @Test
        void goesOnCountingWhenAllWasDropped() {
            TaughtProgram program = programWith(1);
            InstitutionId feed = program.provider();
            mongo.getCollection("feedEntries")
                    .updateMany(
                            new Document("feed", feed.value()),
                            new Document(
                                    "$set", new Document("appended", Date.from(Instant.EPOCH))));
            mongo.getCollection("leases").deleteMany(new Document());
            dropping.drop();
            put(program.enrolled(3, "learner-9"));
            await().untilAsserted(
                            () -> assertThat(numbers(page(feed, "?after=2"))).containsExactly(3L));
        }

        @Test
        void forgetsWhatWasAnErasedLearnersAndKeepsTheNumbers() {
            TaughtProgram program = programWith(0);
            LearnerId learner = new LearnerId("erased-" + program.id().value());
            put(program.enrolled(2, learner.value()), program.enrolled(3, "other"));
            awaitHead(program.provider(), 3);
            put(event("/training-service", learner.value(), 1, new LearnerErased(learner)));
            await().untilAsserted(
                            () ->
                                    assertThat(page(program.provider(), "").toString())
                                            .doesNotContain(learner.value()));
            JsonNode events = page(program.provider(), "").path("events");
            assertThat(numbers(page(program.provider(), ""))).containsExactly(1L, 2L, 3L);
            assertThat(events.path(1).path("erased").asBoolean()).isTrue();
            assertThat(events.path(1).has("data")).isFalse();
            assertThat(events.path(2).at("/data/learner").asString()).isEqualTo("other");
            await().untilAsserted(
                            () ->
                                    assertThat(page(program.custodian(), "").toString())
                                            .doesNotContain(learner.value()));
        }
    }

    @Nested
    class Rebuilding {

        @Test
        void givesTheSameNumbersAgain() {
            TaughtProgram program = programWith(20);
            InstitutionId issuer = program.provider();
            LongStream.range(0, 10)
                    .forEach(
                            i ->
                                    TopicReader.put(
                                            kafka,
                                            "bekal.certification.v1",
                                            event(
                                                    "/certification-service",
                                                    "certificate-" + program.id() + i,
                                                    1,
                                                    issued(program, i),
                                                    issuer)));
            awaitHead(issuer, 31);
            List<String> provider = all(issuer);
            List<String> custodian = all(program.custodian());

            bindings.changeState("feedRecords-in-0", State.STOPPED);
            List.of("feedEntries", "feedHeads", "feedPositions")
                    .forEach(name -> mongo.getCollection(name).deleteMany(new Document()));
            assertThat(all(issuer)).isEmpty();
            bindings.changeState("feedRecords-in-0", State.STARTED);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(all(issuer)).isEqualTo(provider));
            await().untilAsserted(() -> assertThat(all(program.custodian())).isEqualTo(custodian));
        }

        private CertificateIssued issued(TaughtProgram program, long i) {
            return new CertificateIssued(
                    new id.bekal.contracts.CertificateId("certificate-" + program.id() + i),
                    id.bekal.contracts.certification.CertificateKind.TRAINING,
                    program.id(),
                    new LearnerId("learner-" + i),
                    program.provider(),
                    "0000" + i + "/BLK/2026",
                    java.time.LocalDate.of(2026, 11, 30),
                    "WELDING");
        }
    }

    private static id.bekal.contracts.training.ProgramSummary summary(TaughtProgram program) {
        return program.planned().event(id.bekal.contracts.training.ProgramPlanned.class).program();
    }
}
