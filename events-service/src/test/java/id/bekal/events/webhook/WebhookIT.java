package id.bekal.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.WebhookId;
import id.bekal.contracts.events.WebhookDisabled;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.events.RunningService;
import id.bekal.events.TestClock;
import id.bekal.events.TestNames;
import id.bekal.events.feed.FeedNews;
import id.bekal.events.feed.Feeds;
import id.bekal.platform.outbox.Leases;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.outbox.OutboxRelay;
import id.bekal.platform.outbox.OutboxSweeper;
import id.bekal.platform.tracing.TraceContext;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.EventContract;
import id.bekal.testing.TopicReader;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ProducerFactory;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** From a feed to a receiver. */
class WebhookIT extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired TestClock clock;
    @Autowired TestNames names;
    @Autowired Deliveries deliveries;
    @Autowired Signatures signatures;
    @Autowired Webhooks webhooks;
    @Autowired Feeds feeds;
    @Autowired FeedNews news;
    @Autowired Sender sender;
    @Autowired WebhookSettings settings;

    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    /** Nothing goes on sending, and time is what it is, for other tests. */
    @AfterEach
    void close() {
        webhooks.active().forEach(webhook -> deleted(webhook.id(), webhook.institution()));
        receiver.close();
        clock.reset();
    }

    private void deleted(WebhookId id, InstitutionId institution) {
        as(institution).call("DELETE", "/api/webhooks/" + id, "application/json").expect(204);
    }

    // ---- what an institution asks

    private JsonNode add(InstitutionId institution, Object... members) {
        return as(institution).post("/api/webhooks", body(members)).expect(201).json();
    }

    private Map<String, Object> body(Object... members) {
        Map<String, Object> body = new HashMap<>();
        body.put("url", receiver.url());
        body.put("signature", "HMAC");
        body.put("after", 0);
        for (int i = 0; i < members.length; i += 2) {
            body.put((String) members[i], members[i + 1]);
        }
        return body;
    }

    private static String path(JsonNode webhook) {
        return "/api/webhooks/" + webhook.path("id").asString();
    }

    private JsonNode look(InstitutionId institution, JsonNode webhook) {
        return as(institution).get(path(webhook)).expect(200).json();
    }

    private void awaitCursor(InstitutionId institution, JsonNode webhook, long number) {
        await().atMost(PATIENCE)
                .until(() -> look(institution, webhook).path("cursor").asLong() >= number);
    }

    private void awaitState(InstitutionId institution, JsonNode webhook, String state) {
        await().atMost(PATIENCE)
                .until(() -> look(institution, webhook).path("state").asString().equals(state));
    }

    /** Lets time pass until it is so. */
    private void awaitPassing(Duration step, java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            if (condition.call()) {
                                return true;
                            }
                            clock.forward(step);
                            return false;
                        });
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private JsonNode attempts(InstitutionId institution, JsonNode webhook) {
        return as(institution).get(path(webhook) + "/attempts").expect(200).json().path("items");
    }

    @Nested
    class Keeping {

        @Test
        void tellsASecretOnceAndKeepsItNowhereInClear() {
            InstitutionId feed = newInstitution("blk");
            Api api = as(feed).with("Idempotency-Key", NewIds.random());
            Map<String, Object> request = body("description", "ours");
            Api.Answer first = api.post("/api/webhooks", request).expect(201);
            String secret = first.json().path("secret").asString();
            assertThat(secret).startsWith("whsec_");
            assertThat(first.header("Cache-Control")).contains("no-store");
            assertThat(first.header("Location")).isEqualTo(path(first.json()));
            Api.Answer again = api.post("/api/webhooks", request).expect(201);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
            assertThat(again.json().has("secret")).isFalse();
            String next =
                    as(feed).post(path(first.json()) + "/secrets", Map.of())
                            .expect(200)
                            .json()
                            .path("secret")
                            .asString();
            assertThat(next).startsWith("whsec_").isNotEqualTo(secret);
            assertThat(look(feed, first.json()).toString()).doesNotContain("whsec_");
            assertThat(as(feed).get("/api/webhooks").expect(200).json().toString())
                    .contains("ours")
                    .doesNotContain("whsec_");
            StringBuilder stored = new StringBuilder();
            for (String name : List.of("webhooks", "idempotency_keys", "webhookProgress")) {
                mongo.getCollection(name)
                        .find()
                        .forEach(document -> stored.append(document.toJson()));
            }
            assertThat(stored.toString())
                    .contains(feed.value())
                    .doesNotContain(secret.substring(6))
                    .doesNotContain(next.substring(6));
        }

        @Test
        void refusesAddressesThatNothingMayBeSentTo() {
            InstitutionId feed = newInstitution("blk");
            names.lead("inside.test", "10.1.2.3");
            Map.of(
                            "http://127.0.0.2/", "URL_NOT_PUBLIC",
                            "http://2130706434/", "URL_MALFORMED",
                            "https://169.254.169.254/", "URL_NOT_PUBLIC",
                            "https://[::1]/", "URL_NOT_PUBLIC",
                            "https://inside.test/", "URL_NOT_PUBLIC",
                            "https://nowhere.test/", "URL_HOST_UNKNOWN",
                            "https://a:b@93.184.216.34/", "URL_MALFORMED",
                            "gopher://93.184.216.34/", "URL_NOT_HTTPS")
                    .forEach(
                            (url, code) -> {
                                JsonNode refused =
                                        as(feed).with("Accept-Language", "en")
                                                .post("/api/webhooks", body("url", url))
                                                .expect(400)
                                                .json()
                                                .path("errors")
                                                .path(0);
                                assertThat(refused.path("code").asString()).as(url).isEqualTo(code);
                                assertThat(refused.path("field").asString()).isEqualTo("url");
                                assertThat(refused.path("detail").asString()).contains("address");
                            });
            JsonNode webhook = add(feed);
            assertThat(
                            as(feed).put(path(webhook), body("url", "https://inside.test/"))
                                    .expect(400)
                                    .json()
                                    .toString())
                    .contains("URL_NOT_PUBLIC");
            assertThat(look(feed, webhook).path("url").asString()).isEqualTo(receiver.url());
        }

        @Test
        void liesUnderThePrimaryMasterKey() {
            add(newInstitution("blk"));
            JsonNode run =
                    Api.at(port)
                            .as("platform", "BLK", "OPERATOR")
                            .post("/operations/keys/rewrapping", Map.of())
                            .expect(200)
                            .json();
            assertThat(run.path("rewrapped").asLong()).isZero();
            assertThat(run.path("current").asLong()).isPositive();
        }

        @Test
        void refusesMoreThanTwenty() {
            InstitutionId feed = newInstitution("blk");
            JsonNode first = add(feed);
            for (int i = 1; i < 20; i++) {
                add(feed);
            }
            Api.Answer refused = as(feed).post("/api/webhooks", body()).expect(409);
            assertThat(refused.code()).isEqualTo("TOO_MANY_WEBHOOKS");
            assertThat(refused.json().path("most").asInt()).isEqualTo(20);
            deleted(new WebhookId(first.path("id").asString()), feed);
            as(feed).get(path(first)).expect(404);
            add(feed);
            assertThat(as(feed).get("/api/webhooks").json().path("items")).hasSize(20);
        }

        @Test
        void isNotFoundByAnotherInstitution() {
            InstitutionId feed = newInstitution("blk");
            JsonNode webhook = add(feed, "description", "ours");
            Api other = as(newInstitution("blk"));
            String path = path(webhook);
            other.get(path).expect(404);
            other.get(path + "/attempts").expect(404);
            other.put(path, body("description", "theirs")).expect(404);
            other.call("DELETE", path, "application/json").expect(404);
            for (String what :
                    List.of("secrets", "tests", "activation", "deactivation", "replays")) {
                other.post(path + "/" + what, Map.of("from", 1)).expect(404);
            }
            assertThat(other.get("/api/webhooks").expect(200).json().path("items")).isEmpty();
            JsonNode now = look(feed, webhook);
            assertThat(now.path("description").asString()).isEqualTo("ours");
            assertThat(now.path("state").asString()).isEqualTo("ACTIVE");
            assertThat(now.path("keys")).hasSize(1);
            assertThat(receiver.all()).isEmpty();
        }

        @Test
        void leavesNothingWhenItIsDeleted() {
            receiver.behaves(received -> received.number() == 2 ? 500 : 200);
            TaughtProgram program = programWith(3);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed);
            String id = webhook.path("id").asString();
            await().atMost(PATIENCE).until(() -> look(feed, webhook).path("pending").asInt() == 1);
            deleted(new WebhookId(id), feed);
            as(feed).get(path(webhook)).expect(404);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                for (String name :
                                        List.of(
                                                "webhookProgress",
                                                "webhookDeliveries",
                                                "webhookAttempts",
                                                "leases")) {
                                    assertThat(
                                                    mongo.getCollection(name)
                                                            .find()
                                                            .into(new ArrayList<>())
                                                            .toString())
                                            .as(name)
                                            .doesNotContain(id);
                                }
                            });
        }

        @Test
        void changesTheVersionThatIsMeant() {
            InstitutionId feed = newInstitution("blk");
            JsonNode webhook = add(feed);
            String tag = as(feed).get(path(webhook)).header("ETag");
            as(feed).with("If-Match", tag)
                    .put(path(webhook), body("order", "ORDERED", "types", List.of("SessionHeld")))
                    .expect(200);
            as(feed).with("If-Match", tag).put(path(webhook), body()).expect(412);
            JsonNode now = look(feed, webhook);
            assertThat(now.path("order").asString()).isEqualTo("ORDERED");
            assertThat(now.path("types").path(0).asString())
                    .isEqualTo("id.bekal.training.SessionHeld.v1");
        }

        @Test
        void refusesWhatTheFeedDoesNotHave() {
            TaughtProgram program = programWith(1);
            InstitutionId feed = program.provider();
            Api.Answer ahead = as(feed).post("/api/webhooks", body("after", 3)).expect(409);
            assertThat(ahead.code()).isEqualTo("NOT_IN_THE_FEED");
            assertThat(ahead.json().path("head").asLong()).isEqualTo(2);
            JsonNode webhook = add(feed, "after", 2);
            String replays = path(webhook) + "/replays";
            as(feed).post(replays, Map.of("from", 0)).expect(409);
            as(feed).post(replays, Map.of("from", 1, "to", 3)).expect(409);
            as(feed).post(replays, Map.of("from", 2, "to", 1)).expect(409);
            as(feed).post(replays, Map.of()).expect(400);
            as(feed).post(replays, Map.of("from", 1, "since", "2026-11-30T00:00:00Z")).expect(400);
            as(feed).post(path(webhook) + "/activation", Map.of("after", 3)).expect(409);
            as(feed).post(path(webhook) + "/secrets", Map.of("overlap", "PT-1S")).expect(400);
            as(feed).post("/api/webhooks", body("types", List.of("No"))).expect(400);
        }
    }

    @Nested
    class Delivering {

        @Test
        void sendsWhatTheFeedHasAndThenWhatComesWithGoodSignatures() {
            TaughtProgram program = programWith(20);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed);
            awaitCursor(feed, webhook, 21);
            put(program.enrolled(30, "learner-30"), program.enrolled(31, "learner-31"));
            awaitCursor(feed, webhook, 23);
            assertThat(new TreeSet<>(receiver.took())).containsExactlyElementsOf(upTo(23));
            byte[] secret =
                    Base64.getDecoder().decode(webhook.path("secret").asString().substring(6));
            Map<Long, JsonNode> pulled = new HashMap<>();
            page(feed, "")
                    .path("events")
                    .forEach(event -> pulled.put(event.path("number").asLong(), event));
            for (Receiver.Received one : receiver.all()) {
                assertThat(one.contentType()).isEqualTo("application/cloudevents+json");
                assertThat(one.json()).isEqualTo(pulled.get(one.number()));
                assertThat(one.id()).isEqualTo(one.json().path("id").asString());
                assertThat(one.signatures())
                        .containsExactly(
                                Signatures.hmac(secret)
                                        .sign(
                                                Signatures.content(
                                                        one.id(),
                                                        Instant.ofEpochSecond(one.timestamp()),
                                                        one.body())));
            }
            JsonNode now = look(feed, webhook);
            assertThat(now.path("head").asLong()).isEqualTo(23);
            assertThat(now.path("pending").asInt()).isZero();
            assertThat(now.has("lastSuccess")).isTrue();
            assertThat(now.has("lastFailure")).isFalse();
        }

        @Test
        void signsWithAKeyOfWhichTheReceiverNeedsThePublicPartOnly() throws Exception {
            TaughtProgram program = programWith(1);
            JsonNode webhook = add(program.provider(), "signature", "ED25519");
            assertThat(webhook.has("secret")).isFalse();
            awaitCursor(program.provider(), webhook, 2);
            Receiver.Received one = receiver.all().getFirst();
            Signature verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(
                    SignaturesTests.publicKey(
                            webhook.path("keys").path(0).path("publicKey").asString()));
            verifying.update(
                    Signatures.content(
                            one.id(), Instant.ofEpochSecond(one.timestamp()), one.body()));
            String header = one.signatures().getFirst();
            assertThat(header).startsWith("v1a,");
            assertThat(verifying.verify(Base64.getDecoder().decode(header.substring(4)))).isTrue();
        }

        @Test
        void beginsWithWhatIsToComeUnlessAskedForMore() {
            TaughtProgram program = programWith(3);
            InstitutionId feed = program.provider();
            Map<String, Object> request = body();
            request.remove("after");
            JsonNode webhook = as(feed).post("/api/webhooks", request).expect(201).json();
            assertThat(webhook.path("cursor").asLong()).isEqualTo(4);
            put(program.enrolled(9, "learner-9"));
            awaitCursor(feed, webhook, 5);
            assertThat(receiver.took()).containsExactly(5L);
        }

        @Test
        void leavesOutOtherTypesAndStillMovesOn() {
            TaughtProgram program = programWith(5);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "types", List.of("ProgramPlanned"));
            awaitCursor(feed, webhook, 6);
            assertThat(receiver.took()).containsExactly(1L);
        }

        @Test
        void keepsTheOrderWhateverFails() {
            Map<Long, AtomicInteger> tries = new ConcurrentHashMap<>();
            Random random = new Random(3);
            receiver.behaves(
                    received -> {
                        int before =
                                tries.computeIfAbsent(
                                                received.number(), number -> new AtomicInteger())
                                        .getAndIncrement();
                        return before < 3 && random.nextInt(3) == 0 ? 500 : 200;
                    });
            TaughtProgram program = programWith(30);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "order", "ORDERED");
            awaitPassing(
                    Duration.ofSeconds(40),
                    () -> look(feed, webhook).path("cursor").asLong() == 31);
            assertThat(receiver.took()).isEqualTo(upTo(31));
            // and nothing else went out between a failure and its success
            List<Long> all = receiver.all().stream().map(Receiver.Received::number).toList();
            assertThat(all).isSorted();
            assertThat(all.size()).isGreaterThan(31);
        }

        @Test
        void endsWithEveryNumberThoughAThirdFails() {
            Random random = new Random(11);
            receiver.behaves(
                    received -> {
                        synchronized (random) {
                            return random.nextInt(10) < 3 ? 500 : 200;
                        }
                    });
            TaughtProgram program = programWith(100);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed);
            awaitPassing(
                    Duration.ofMinutes(5),
                    () -> look(feed, webhook).path("cursor").asLong() == 101);
            assertThat(new TreeSet<>(receiver.took())).containsExactlyElementsOf(upTo(101));
            assertThat(receiver.all().size()).isGreaterThan(101);
            assertThat(receiver.took()).hasSize(101);
            assertThat(look(feed, webhook).path("pending").asInt()).isZero();
            assertThat(look(feed, webhook).has("lastFailure")).isTrue();
        }

        @Test
        void holdsUpNothingForOneThatFails() {
            receiver.behaves(received -> received.number() == 2 ? 500 : 200);
            TaughtProgram program = programWith(40);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed);
            await().atMost(PATIENCE).until(() -> receiver.took().size() == 40);
            await().atMost(PATIENCE).until(() -> look(feed, webhook).path("pending").asInt() == 1);
            JsonNode now = look(feed, webhook);
            assertThat(now.path("cursor").asLong()).isEqualTo(1);
            assertThat(now.at("/lastFailure/was").asString()).isEqualTo("500");
            JsonNode failed = null;
            for (JsonNode attempt : attempts(feed, webhook)) {
                failed = attempt.path("number").asLong() == 2 ? attempt : failed;
            }
            assertThat(failed).isNotNull();
            assertThat(failed.path("status").asInt()).isEqualTo(500);
            assertThat(failed.path("firstBytes").asString()).isEqualTo("answer 500");
            assertThat(failed.has("event") && failed.has("at") && failed.has("latencyMs")).isTrue();
        }

        /** By the order of what happens, not by a clock. */
        @Test
        void delaysNobodyForADeadReceiver() throws Exception {
            CountDownLatch over = new CountDownLatch(1);
            try (Receiver dead =
                    new Receiver()
                            .behaves(
                                    received -> {
                                        over.await();
                                        return 500;
                                    })) {
                TaughtProgram theirs = programWith(40);
                TaughtProgram ours = programWith(40);
                for (int i = 0; i < 3; i++) {
                    add(theirs.provider(), "url", dead.url());
                }
                JsonNode webhook = add(ours.provider());
                awaitCursor(ours.provider(), webhook, 41);
                assertThat(dead.all()).as("none of the dead one's was over").isEmpty();
                assertThat(over.getCount()).isEqualTo(1);
                over.countDown();
            }
        }

        @Test
        void leavesAReceiverQuietAsLongAsItAsks() {
            AtomicBoolean busy = new AtomicBoolean(true);
            receiver.wantsQuietFor("3600").behaves(received -> busy.get() ? 503 : 200);
            TaughtProgram program = programWith(2);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "order", "ORDERED");
            await().atMost(PATIENCE).until(() -> look(feed, webhook).has("pausedUntil"));
            assertThat(Instant.parse(look(feed, webhook).path("pausedUntil").asString()))
                    .isBetween(
                            clock.instant().plus(Duration.ofMinutes(50)),
                            clock.instant().plus(Duration.ofMinutes(61)));
            assertThat(receiver.all()).hasSize(1);
            busy.set(false);
            clock.forward(Duration.ofMinutes(50));
            put(program.enrolled(9, "learner-9"));
            awaitHead(feed, 4);
            assertThat(receiver.all()).hasSize(1);
            clock.forward(Duration.ofMinutes(11));
            awaitCursor(feed, webhook, 4);
            assertThat(receiver.took()).containsExactly(1L, 2L, 3L, 4L);
        }

        @Test
        void stopsWhenTheReceiverSaysThatItIsGone() {
            receiver.behaves(received -> received.number() == 3 ? 410 : 200);
            TaughtProgram program = programWith(5);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "order", "ORDERED");
            awaitState(feed, webhook, "DISABLED");
            JsonNode now = look(feed, webhook);
            assertThat(now.at("/disabled/because").asString()).isEqualTo("GONE");
            assertThat(now.at("/disabled/number").asLong()).isEqualTo(3);
            assertThat(now.path("cursor").asLong()).isEqualTo(2);
            receiver.behaves(received -> 200);
            as(feed).post(path(webhook) + "/activation", Map.of()).expect(200);
            // the last is what told of it
            awaitCursor(feed, webhook, 7);
            assertThat(receiver.took()).containsExactlyElementsOf(upTo(7));
        }

        @Test
        void sendsNothingToANameThatCameToLeadInside() {
            names.lead("rebinding.test", "127.0.0.1");
            TaughtProgram program = programWith(1);
            InstitutionId feed = program.provider();
            JsonNode webhook =
                    add(feed, "url", "http://rebinding.test:" + receiver.port() + "/", "after", 2);
            names.lead("rebinding.test", "127.0.0.2");
            put(program.enrolled(9, "learner-9"));
            await().atMost(PATIENCE).until(() -> attempts(feed, webhook).size() > 0);
            assertThat(attempts(feed, webhook).path(0).path("failure").asString())
                    .isEqualTo("ADDRESS_REFUSED");
            assertThat(attempts(feed, webhook).path(0).has("status")).isFalse();
            assertThat(receiver.all()).isEmpty();
            JsonNode test = as(feed).post(path(webhook) + "/tests", Map.of()).expect(200).json();
            assertThat(test.path("failure").asString()).isEqualTo("ADDRESS_REFUSED");
            assertThat(receiver.all()).isEmpty();
        }
    }

    @Nested
    class Losing {

        @Test
        void nothingWhenNothingArrivesFor75Hours() {
            AtomicBoolean broken = new AtomicBoolean(true);
            receiver.behaves(received -> broken.get() ? 500 : 200);
            TaughtProgram program = programWith(4);
            InstitutionId feed = program.provider();
            JsonNode parallel = add(feed);
            JsonNode ordered = add(feed, "order", "ORDERED");
            await().atMost(PATIENCE).until(() -> look(feed, ordered).has("lastFailure"));
            await().atMost(PATIENCE).until(() -> look(feed, parallel).path("pending").asInt() == 5);
            clock.forward(Duration.ofHours(74));
            await().atMost(PATIENCE).until(() -> attempts(feed, ordered).size() > 1);
            assertThat(look(feed, ordered).path("state").asString()).isEqualTo("ACTIVE");
            awaitPassing(
                    Duration.ofMinutes(30),
                    () ->
                            look(feed, ordered).path("state").asString().equals("DISABLED")
                                    && look(feed, parallel)
                                            .path("state")
                                            .asString()
                                            .equals("DISABLED"));
            assertThat(look(feed, ordered).at("/disabled/because").asString())
                    .isEqualTo("NOTHING_ARRIVED");
            assertThat(look(feed, ordered).path("cursor").asLong()).isZero();
            int asked = receiver.all().size();
            put(program.enrolled(9, "learner-9"), program.enrolled(10, "learner-10"));
            // two of them tell of the two webhooks
            awaitHead(feed, 9);
            clock.forward(Duration.ofHours(100));
            broken.set(false);
            assertThat(receiver.took()).isEmpty();
            as(feed).post(path(ordered) + "/activation", Map.of()).expect(200);
            awaitCursor(feed, ordered, 9);
            assertThat(receiver.took()).isEqualTo(upTo(9));
            assertThat(receiver.all()).hasSize(asked + 9);
            receiver.forget();
            as(feed).post(path(parallel) + "/activation", Map.of()).expect(200);
            awaitCursor(feed, parallel, 9);
            assertThat(new TreeSet<>(receiver.took())).containsExactlyElementsOf(upTo(9));
            assertThat(look(feed, parallel).path("state").asString()).isEqualTo("ACTIVE");
            assertThat(look(feed, parallel).has("disabled")).isFalse();
        }

        @Test
        void nothingWhileTheInstitutionWantsNothing() {
            TaughtProgram program = programWith(2);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed);
            awaitCursor(feed, webhook, 3);
            JsonNode off =
                    as(feed).post(path(webhook) + "/deactivation", Map.of()).expect(200).json();
            assertThat(off.at("/disabled/because").asString()).isEqualTo("ASKED");
            put(program.enrolled(9, "learner-9"));
            awaitHead(feed, 4);
            as(feed).post(path(webhook) + "/activation", Map.of()).expect(200);
            awaitCursor(feed, webhook, 4);
            assertThat(receiver.took()).contains(4L).doesNotHaveDuplicates();
        }

        @Test
        void showsWhatRanOutOfTriesAndSendsItWhenAsked() {
            AtomicBoolean broken = new AtomicBoolean(true);
            receiver.behaves(received -> received.number() == 2 && broken.get() ? 400 : 200);
            TaughtProgram program = programWith(2);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed);
            await().atMost(PATIENCE).until(() -> look(feed, webhook).path("pending").asInt() == 1);
            // others arrive now and then, so that the receiver is not taken for dead
            AtomicInteger sequence = new AtomicInteger(9);
            awaitPassing(
                    Duration.ofHours(10),
                    () -> {
                        put(program.enrolled(sequence.incrementAndGet(), "learner-9"));
                        awaitHead(feed, sequence.get() - 6);
                        await().atMost(PATIENCE)
                                .until(() -> receiver.took().contains(sequence.get() - 6L));
                        return look(feed, webhook).path("exhausted").size() == 1;
                    });
            JsonNode now = look(feed, webhook);
            assertThat(now.path("state").asString()).isEqualTo("ACTIVE");
            assertThat(now.path("exhausted").path(0).asLong()).isEqualTo(2);
            assertThat(now.path("pending").asInt()).isZero();
            assertThat(now.path("cursor").asLong()).isEqualTo(1);
            broken.set(false);
            as(feed).post(path(webhook) + "/replays", Map.of("from", 2, "to", 2)).expect(200);
            awaitCursor(feed, webhook, now.path("head").asLong());
            assertThat(receiver.took()).contains(2L);
            assertThat(look(feed, webhook).path("exhausted")).isEmpty();
        }

        @Test
        void nothingOfWhatThereIsNoRoomToKeep() {
            AtomicBoolean broken = new AtomicBoolean(true);
            receiver.behaves(received -> broken.get() ? 500 : 200);
            TaughtProgram program = programWith(80);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed);
            await().atMost(PATIENCE).until(() -> look(feed, webhook).path("pending").asInt() == 50);
            clock.forward(Duration.ofSeconds(7));
            await().atMost(PATIENCE).until(() -> receiver.all().size() >= 100);
            assertThat(receiver.all())
                    .extracting(Receiver.Received::number)
                    .allMatch(number -> number <= 50);
            assertThat(look(feed, webhook).path("pending").asInt()).isEqualTo(50);
            broken.set(false);
            awaitPassing(
                    Duration.ofSeconds(40),
                    () -> look(feed, webhook).path("cursor").asLong() == 81);
            assertThat(new TreeSet<>(receiver.took())).containsExactlyElementsOf(upTo(81));
        }

        /** What waits for another try lies nowhere but in the feed. */
        @Test
        void whatWasErasedMeanwhile() {
            AtomicBoolean broken = new AtomicBoolean(true);
            receiver.behaves(received -> broken.get() ? 500 : 200);
            TaughtProgram program = programWith(0);
            InstitutionId feed = program.provider();
            LearnerId learner = new LearnerId("erased-" + program.id().value());
            put(program.enrolled(2, learner.value()));
            awaitHead(feed, 2);
            JsonNode webhook = add(feed);
            await().atMost(PATIENCE).until(() -> look(feed, webhook).path("pending").asInt() == 2);
            assertThat(receiver.all())
                    .anyMatch(one -> one.json().toString().contains(learner.value()));
            put(event("/training-service", learner.value(), 1, new LearnerErased(learner)));
            await().atMost(PATIENCE)
                    .until(() -> !page(feed, "").toString().contains(learner.value()));
            receiver.forget();
            broken.set(false);
            as(feed).post(path(webhook) + "/activation", Map.of()).expect(200);
            awaitCursor(feed, webhook, 2);
            assertThat(receiver.all()).hasSize(2);
            assertThat(receiver.all())
                    .noneMatch(one -> one.json().toString().contains(learner.value()))
                    .anyMatch(one -> one.json().path("erased").asBoolean());
            for (String name : List.of("webhookAttempts", "webhookDeliveries", "webhookProgress")) {
                mongo.getCollection(name)
                        .find()
                        .forEach(
                                document ->
                                        assertThat(document.toJson())
                                                .doesNotContain(learner.value()));
            }
        }

        @Test
        void onlyWhatTheFeedNoLongerHasAndSaysSo() {
            TaughtProgram program = programWith(5);
            InstitutionId feed = program.provider();
            receiver.behaves(received -> received.number() == 1 ? 500 : 200);
            JsonNode webhook = add(feed, "order", "ORDERED");
            await().atMost(PATIENCE).until(() -> look(feed, webhook).has("lastFailure"));
            as(feed).post(path(webhook) + "/deactivation", Map.of()).expect(200);
            mongo.getCollection("feedHeads")
                    .updateOne(
                            new Document("_id", feed.value()),
                            new Document("$set", new Document("oldest", 4L)));
            mongo.getCollection("feedEntries")
                    .deleteMany(
                            new Document("feed", feed.value())
                                    .append("number", new Document("$lt", 4L)));
            receiver.forget();
            as(feed).post(path(webhook) + "/activation", Map.of()).expect(200);
            awaitCursor(feed, webhook, 6);
            assertThat(receiver.took()).containsExactly(4L, 5L, 6L);
            JsonNode missed = look(feed, webhook).path("missed");
            assertThat(missed.path("first").asLong()).isEqualTo(1);
            assertThat(missed.path("last").asLong()).isEqualTo(3);
            assertThat(missed.path("count").asLong()).isEqualTo(3);
        }

        @Test
        void onlyWhatItsInstitutionGivesUp() {
            receiver.behaves(received -> received.number() == 2 ? 400 : 200);
            TaughtProgram program = programWith(3);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "order", "ORDERED");
            await().atMost(PATIENCE).until(() -> look(feed, webhook).has("lastFailure"));
            as(feed).post(path(webhook) + "/activation", Map.of("after", 2)).expect(200);
            awaitCursor(feed, webhook, 4);
            assertThat(receiver.took()).containsExactly(1L, 3L, 4L);
        }
    }

    /** Its institution hears of a disabled webhook as it hears of all else: from its feed. */
    @Nested
    class Telling {

        private static final String TOPIC = "bekal.events.v1";

        @Autowired OutboxSweeper sweeper;
        @Autowired TraceContext traces;
        @Autowired ProducerFactory<String, byte[]> producers;

        private List<JsonNode> notices(InstitutionId feed) {
            List<JsonNode> found = new ArrayList<>();
            page(feed, "?types=WebhookDisabled").path("events").forEach(found::add);
            return found;
        }

        private List<EventEnvelope> published(JsonNode webhook) {
            String id = webhook.path("id").asString();
            return TopicReader.events(kafka, TOPIC, event -> event.subject().equals(id));
        }

        private void awaitAttempts(InstitutionId feed, JsonNode webhook, int count) {
            await().atMost(PATIENCE).until(() -> attempts(feed, webhook).size() == count);
        }

        @Test
        void tellsAtThe75thHourAndNotBefore() throws Exception {
            AtomicBoolean broken = new AtomicBoolean(true);
            receiver.behaves(received -> broken.get() ? 500 : 200);
            try (Receiver other = new Receiver()) {
                TaughtProgram program = programWith(2);
                InstitutionId feed = program.provider();
                Instant before = clock.instant();
                JsonNode webhook = add(feed, "order", "ORDERED");
                JsonNode second = add(feed, "url", other.url());
                awaitAttempts(feed, webhook, 1);
                Instant after = clock.instant();
                clock.forward(Duration.ofHours(74));
                awaitAttempts(feed, webhook, 2);
                clock.forward(Duration.ofMinutes(58));
                awaitAttempts(feed, webhook, 3);
                assertThat(look(feed, webhook).path("state").asString()).isEqualTo("ACTIVE");
                put(program.enrolled(9, "learner-9"));
                awaitHead(feed, 4);
                assertThat(notices(feed)).isEmpty();
                assertThat(published(webhook)).isEmpty();

                clock.forward(Duration.ofMinutes(2));
                awaitState(feed, webhook, "DISABLED");
                awaitHead(feed, 5);
                JsonNode notice = notices(feed).getFirst();
                assertThat(notice.path("number").asLong()).isEqualTo(5);
                assertThat(notice.path("subject")).isEqualTo(webhook.path("id"));
                // the store keeps milliseconds
                assertThat(Instant.parse(notice.path("time").asString()).toEpochMilli())
                        .isEqualTo(
                                Instant.parse(at(feed, webhook, "/disabled/at").asString())
                                        .toEpochMilli());
                assertThat(notice.path("source").asString()).isEqualTo("/events-service");
                JsonNode data = notice.path("data");
                assertThat(data.path("webhook")).isEqualTo(webhook.path("id"));
                assertThat(data.path("institution").asString()).isEqualTo(feed.value());
                assertThat(data.path("because").asString()).isEqualTo("NOTHING_ARRIVED");
                assertThat(data.path("firstUndelivered").asLong()).isEqualTo(1);
                assertThat(Instant.parse(data.path("since").asString())).isBetween(before, after);
                assertThat(notice.toString()).doesNotContain("127.0.0.1", "whsec_");
                awaitCursor(feed, second, 5);
                assertThat(new TreeSet<>(other.took())).containsExactlyElementsOf(upTo(5));

                broken.set(false);
                as(feed).post(path(webhook) + "/activation", Map.of()).expect(200);
                awaitCursor(feed, webhook, 5);
                assertThat(receiver.took()).isEqualTo(upTo(5));
                assertThat(receiver.all().getLast().json()).isEqualTo(notice);
                put(program.enrolled(10, "learner-10"));
                awaitHead(feed, 6);
                awaitHead(program.custodian(), 5);
                assertThat(notices(feed)).containsExactly(notice);
                assertThat(published(webhook))
                        .singleElement()
                        .satisfies(EventContract::assertConforms)
                        .extracting(EventEnvelope::id)
                        .isEqualTo(notice.path("id").asString());
                assertThat(notices(program.custodian())).isEmpty();
            }
        }

        /** Killed after the last failure was noted: what would disable it is due still. */
        @Test
        void tellsWhatACrashLeftUndecided() {
            receiver.behaves(received -> 500);
            TaughtProgram program = programWith(1);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "order", "ORDERED");
            awaitAttempts(feed, webhook, 1);
            clock.forward(Duration.ofHours(76));
            awaitState(feed, webhook, "DISABLED");
            awaitHead(feed, 3);
            WebhookId id = new WebhookId(webhook.path("id").asString());
            assertThat(deliveries.due(clock.instant())).contains(id);
            assertThat(look(feed, webhook).path("exhausted")).isEmpty();

            // as if it had been killed before it was disabled
            mongo.getCollection("webhooks")
                    .updateOne(
                            new Document("_id", id.value()),
                            new Document("$unset", new Document("disabled", "")));
            awaitState(feed, webhook, "DISABLED");
            awaitHead(feed, 4);
            assertThat(receiver.all()).extracting(Receiver.Received::number).containsOnly(1L);
            assertThat(notices(feed)).hasSize(2);
        }

        private JsonNode at(InstitutionId feed, JsonNode webhook, String pointer) {
            return look(feed, webhook).at(pointer);
        }

        @Test
        void tellsThatTheReceiverIsGoneAndFromWhereToGoOn() {
            AtomicBoolean broken = new AtomicBoolean(true);
            receiver.behaves(
                    received ->
                            broken.get() && received.number() == 2
                                    ? 500
                                    : broken.get() && received.number() == 3 ? 410 : 200);
            TaughtProgram program = programWith(4);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "after", 1);
            awaitState(feed, webhook, "DISABLED");
            awaitHead(feed, 6);
            JsonNode data = notices(feed).getFirst().path("data");
            assertThat(data.path("because").asString()).isEqualTo("GONE");
            // not the one that was answered so
            assertThat(data.path("firstUndelivered").asLong()).isEqualTo(2);
            assertThat(at(feed, webhook, "/disabled/number").asLong()).isEqualTo(3);
            broken.set(false);
            as(feed).post(path(webhook) + "/activation", Map.of()).expect(200);
            awaitCursor(feed, webhook, 6);
            assertThat(new TreeSet<>(receiver.took())).containsExactly(2L, 3L, 4L, 5L, 6L);
            assertThat(notices(feed)).hasSize(1);
            receiver.behaves(received -> 410);
            put(program.enrolled(9, "learner-9"));
            awaitHead(feed, 8);
            assertThat(notices(feed))
                    .extracting(notice -> notice.path("sequence").asString())
                    .containsExactly("0000000001", "0000000002");
        }

        @Test
        void tellsNothingToWhoAskedForIt() {
            TaughtProgram program = programWith(1);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed);
            as(feed).post(path(webhook) + "/deactivation", Map.of()).expect(200);
            as(feed).post(path(webhook) + "/activation", Map.of()).expect(200);
            put(program.enrolled(9, "learner-9"));
            awaitHead(feed, 3);
            awaitCursor(feed, webhook, 3);
            assertThat(published(webhook)).isEmpty();
            assertThat(notices(feed)).isEmpty();
        }

        @Test
        void tellsOnceWhatACrashLeftUntold() {
            InstitutionId feed = newInstitution("blk");
            JsonNode webhook = add(feed);
            WebhookId id = new WebhookId(webhook.path("id").asString());
            // an instance that dies right after the write: its relay takes nothing
            Webhooks ofTheDead =
                    new Webhooks(
                            mongo,
                            new Outbox(
                                    "events-service",
                                    clock,
                                    traces,
                                    new OutboxRelay(
                                            producers, mongo, new SimpleMeterRegistry(), 0)));
            Instant at = clock.instant();
            Changes.note(
                    ofTheDead,
                    id,
                    each -> each.disable(new Disabled(Disabled.Because.GONE, at, 1L), at, 1));
            assertThat(look(feed, webhook).path("state").asString()).isEqualTo("DISABLED");
            Document left = outbox(id).getFirst();
            assertThat(published(webhook)).isEmpty();

            clock.forward(Duration.ofSeconds(6));
            sweeper.sweep();
            awaitHead(feed, 1);
            assertThat(notices(feed).getFirst().path("id").asString())
                    .isEqualTo(left.getString("_id"));
            await().atMost(PATIENCE).until(() -> outbox(id).isEmpty());

            // it died after sending it: the same again, and another to know that it was read
            EventEnvelope again =
                    EventEnvelope.parse(left.getString("json").getBytes(StandardCharsets.UTF_8));
            TopicReader.put(kafka, TOPIC, again);
            TopicReader.put(
                    kafka,
                    TOPIC,
                    event(
                            "/events-service",
                            id.value(),
                            2,
                            again.event(WebhookDisabled.class),
                            feed));
            awaitHead(feed, 2);
            assertThat(notices(feed))
                    .extracting(notice -> notice.path("sequence").asString())
                    .containsExactly("0000000001", "0000000002");
        }

        private List<Document> outbox(WebhookId id) {
            Document stored =
                    mongo.getCollection("webhooks").find(new Document("_id", id.value())).first();
            return java.util.Objects.requireNonNull(stored)
                    .getList("outbox", Document.class, List.of());
        }
    }

    @Nested
    class Again {

        @Test
        void sendsAPartOfTheFeedByNumbers() {
            TaughtProgram program = programWith(9);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed);
            awaitCursor(feed, webhook, 10);
            Map<Long, String> ids = new HashMap<>();
            receiver.all().forEach(one -> ids.put(one.number(), one.id()));
            receiver.forget();
            as(feed).post(path(webhook) + "/replays", Map.of("from", 3, "to", 7)).expect(200);
            await().atMost(PATIENCE).until(() -> !look(feed, webhook).has("replay"));
            assertThat(new TreeSet<>(receiver.took())).containsExactly(3L, 4L, 5L, 6L, 7L);
            assertThat(receiver.all()).hasSize(5);
            assertThat(receiver.all()).allMatch(one -> one.id().equals(ids.get(one.number())));
        }

        @Test
        void sendsAPartOfTheFeedByTime() {
            TaughtProgram program = programWith(5);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "order", "ORDERED");
            awaitCursor(feed, webhook, 6);
            Instant middle = Instant.parse("2026-01-01T00:00:00Z");
            mongo.getCollection("feedEntries")
                    .updateMany(
                            new Document("feed", feed.value())
                                    .append("number", new Document("$lte", 3L)),
                            new Document(
                                    "$set",
                                    new Document("appended", Date.from(middle.minusSeconds(60)))));
            receiver.forget();
            as(feed).post(path(webhook) + "/replays", Map.of("since", middle.toString()))
                    .expect(200);
            await().atMost(PATIENCE).until(() -> !look(feed, webhook).has("replay"));
            assertThat(receiver.took()).containsExactly(4L, 5L, 6L);
            receiver.forget();
            as(feed).post(
                            path(webhook) + "/replays",
                            Map.of(
                                    "since",
                                    middle.minusSeconds(90).toString(),
                                    "until",
                                    middle.toString()))
                    .expect(200);
            await().atMost(PATIENCE).until(() -> !look(feed, webhook).has("replay"));
            assertThat(receiver.took()).containsExactly(1L, 2L, 3L);
        }

        @Test
        void sendsOnePartAtATime() {
            TaughtProgram program = programWith(2);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "after", 3);
            as(feed).post(path(webhook) + "/deactivation", Map.of()).expect(200);
            as(feed).post(path(webhook) + "/replays", Map.of("from", 1)).expect(200);
            assertThat(
                            as(feed).post(path(webhook) + "/replays", Map.of("from", 1))
                                    .expect(409)
                                    .code())
                    .isEqualTo("REPLAY_IS_RUNNING");
            assertThat(receiver.all()).isEmpty();
            as(feed).post(path(webhook) + "/activation", Map.of()).expect(200);
            await().atMost(PATIENCE).until(() -> !look(feed, webhook).has("replay"));
            assertThat(new TreeSet<>(receiver.took())).containsExactly(1L, 2L, 3L);
        }

        @Test
        void signsWithBothSecretsUntilTheFormerEnds() {
            TaughtProgram program = programWith(0);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "after", 1);
            String next =
                    as(feed).post(path(webhook) + "/secrets", Map.of("overlap", "PT2H"))
                            .expect(200)
                            .json()
                            .path("secret")
                            .asString();
            put(program.enrolled(2, "learner-2"));
            awaitCursor(feed, webhook, 2);
            clock.forward(Duration.ofHours(2));
            put(program.enrolled(3, "learner-3"));
            awaitCursor(feed, webhook, 3);
            Receiver.Received both = receiver.all().get(0);
            assertThat(both.signatures())
                    .containsExactly(
                            signature(next, both),
                            signature(webhook.path("secret").asString(), both));
            Receiver.Received one = receiver.all().get(1);
            assertThat(one.signatures()).containsExactly(signature(next, one));
        }

        private String signature(String secret, Receiver.Received one) {
            return Signatures.hmac(Base64.getDecoder().decode(secret.substring(6)))
                    .sign(
                            Signatures.content(
                                    one.id(), Instant.ofEpochSecond(one.timestamp()), one.body()));
        }

        @Test
        void tellsWhatATestIsAnswered() {
            InstitutionId feed = newInstitution("blk");
            JsonNode webhook = add(feed);
            as(feed).post(path(webhook) + "/deactivation", Map.of()).expect(200);
            receiver.behaves(received -> 418);
            JsonNode test = as(feed).post(path(webhook) + "/tests", Map.of()).expect(200).json();
            assertThat(test.path("delivered").asBoolean()).isFalse();
            assertThat(test.path("status").asInt()).isEqualTo(418);
            assertThat(test.path("firstBytes").asString()).isEqualTo("answer 418");
            Receiver.Received one = receiver.all().getFirst();
            assertThat(one.json().path("type").asString()).isEqualTo("id.bekal.webhook.Test.v1");
            assertThat(one.number()).isZero();
            assertThat(one.signatures())
                    .containsExactly(signature(webhook.path("secret").asString(), one));
            assertThat(attempts(feed, webhook)).isEmpty();
        }

        @Test
        void keepsABoundedNumberOfAttempts() {
            InstitutionId feed = newInstitution("blk");
            WebhookId id = new WebhookId(add(feed).path("id").asString());
            List<Attempt> made = new ArrayList<>();
            for (long i = 1; i <= 1200; i++) {
                made.add(new Attempt(i, i, "event-" + i, Instant.EPOCH, 200, null, 1, null));
            }
            deliveries.keep(id, made);
            String path = "/api/webhooks/" + id + "/attempts?limit=200";
            List<Long> seen = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                JsonNode page = as(feed).get(path + cursor).expect(200).json();
                page.path("items").forEach(item -> seen.add(item.path("number").asLong()));
                cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : null;
            }
            assertThat(seen)
                    .isEqualTo(LongStream.rangeClosed(201, 1200).boxed().toList().reversed());
            assertThat(deliveries.lastSequence(id)).isEqualTo(1200);
        }
    }

    @Nested
    class Instances {

        @Test
        void takeOverWhenTheLeaseOfAnotherHasLapsed() {
            TaughtProgram program = programWith(2);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "after", 3);
            String id = webhook.path("id").asString();
            mongo.getCollection("leases")
                    .insertOne(
                            new Document("_id", "webhook-" + id)
                                    .append("owner", "another")
                                    .append("until", Date.from(clock.instant().plusSeconds(3600))));
            put(program.enrolled(9, "learner-9"));
            awaitHead(feed, 4);
            JsonNode other = add(feed, "after", 3);
            awaitCursor(feed, other, 4);
            receiver.forget();
            assertThat(look(feed, webhook).path("cursor").asLong()).isEqualTo(3);
            clock.forward(Duration.ofSeconds(3601));
            awaitCursor(feed, webhook, 4);
            assertThat(receiver.took()).containsExactly(4L);
        }

        private DeliveringWebhooks another() {
            return new DeliveringWebhooks(
                    webhooks,
                    deliveries,
                    feeds,
                    news,
                    new Leases(mongo, clock),
                    signatures,
                    sender,
                    settings,
                    clock,
                    new SimpleMeterRegistry());
        }

        @Test
        void sendEachOnceTogether() throws Exception {
            TaughtProgram program = programWith(60);
            InstitutionId feed = program.provider();
            DeliveringWebhooks another = another();
            try {
                List<JsonNode> all = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    all.add(add(feed, "order", i % 2 == 0 ? "ORDERED" : "PARALLEL"));
                    another.look();
                }
                await().atMost(PATIENCE)
                        .until(
                                () -> {
                                    another.look();
                                    return all.stream()
                                            .allMatch(
                                                    webhook ->
                                                            look(feed, webhook)
                                                                            .path("cursor")
                                                                            .asLong()
                                                                    == 61);
                                });
                assertThat(receiver.took()).hasSize(6 * 61);
                Map<Long, Long> times =
                        receiver.took().stream()
                                .collect(Collectors.groupingBy(n -> n, Collectors.counting()));
                assertThat(times)
                        .hasSize(61)
                        .allSatisfy((n, count) -> assertThat(count).isEqualTo(6));
            } finally {
                another.destroy();
            }
        }

        @Test
        void loseNothingAndConfuseNothingWhenOneIsFrozen() throws Exception {
            CountDownLatch thawed = new CountDownLatch(1);
            AtomicBoolean first = new AtomicBoolean(true);
            CountDownLatch frozen = new CountDownLatch(1);
            receiver.behaves(
                    received -> {
                        if (first.getAndSet(false)) {
                            frozen.countDown();
                            thawed.await();
                        }
                        return 200;
                    });
            TaughtProgram program = programWith(4);
            InstitutionId feed = program.provider();
            JsonNode webhook = add(feed, "order", "ORDERED");
            frozen.await();
            DeliveringWebhooks another = another();
            try {
                clock.forward(settings.lease().plusSeconds(1));
                another.look();
                awaitCursor(feed, webhook, 5);
                assertThat(receiver.took()).isEqualTo(upTo(5));
                thawed.countDown();
                await().atMost(PATIENCE).until(() -> receiver.took().size() == 6);
                put(program.enrolled(9, "learner-9"));
                awaitCursor(feed, webhook, 6);
                // the first, which was under way, came twice, and nothing else
                assertThat(receiver.took()).containsExactly(1L, 2L, 3L, 4L, 5L, 1L, 6L);
                assertThat(receiver.all().get(5).id()).isEqualTo(receiver.all().get(0).id());
            } finally {
                thawed.countDown();
                another.destroy();
            }
        }

        @Test
        void noteNothingFalseWhenTheyWakeUpLate() {
            WebhookId id = new WebhookId(NewIds.random());
            deliveries.claim(id, 5, "first");
            Progress seven = new Progress(7, null, null, null, null, null, 0, null, null, null);
            assertThat(deliveries.note(id, "first", seven)).isTrue();
            deliveries.claim(id, 5, "second");
            Progress nine = new Progress(9, null, null, null, null, null, 0, null, null, null);
            assertThat(deliveries.note(id, "first", nine)).isFalse();
            assertThat(deliveries.progress(id, 5).read()).isEqualTo(7);
            // never back
            Progress six = new Progress(6, null, null, null, null, null, 0, null, null, null);
            assertThat(deliveries.note(id, "second", six)).isTrue();
            assertThat(deliveries.progress(id, 5).read()).isEqualTo(7);

            Instant at = Instant.parse("2026-11-30T01:00:00Z");
            Undelivered once = new Undelivered(8, 1, at, at.plusSeconds(5));
            Undelivered twice = new Undelivered(8, 2, at, at.plusSeconds(35));
            assertThat(deliveries.put(id, null, once)).isTrue();
            assertThat(deliveries.put(id, once, twice)).isTrue();
            assertThat(deliveries.put(id, once, new Undelivered(8, 2, at, null))).isFalse();
            assertThat(deliveries.put(id, null, once)).isFalse();
            assertThat(deliveries.undelivered(id).values()).containsExactly(twice);
            deliveries.remove(id, Set.of(8L));
            assertThat(deliveries.put(id, twice, once)).isFalse();
            assertThat(deliveries.undelivered(id)).isEmpty();
            deliveries.forget(id);
        }
    }
}
