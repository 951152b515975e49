package id.bekal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.platform.accesslog.Access;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.testing.Api;
import id.bekal.testing.ServiceTest;
import id.bekal.testing.TestServers;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoOperations;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Who sees which learner, what is left of one who was erased, and that every look is logged. */
@ServiceTest
class PersonalDataIT {

    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final Instant FAR_AWAY = Instant.parse("2100-01-01T00:00:00Z");
    private static final LocalDate FROM = TrainingWorld.FROM;

    @LocalServerPort int port;
    @Autowired MongoOperations mongo;
    @Autowired AccessLog accessLog;
    private TrainingWorld world;

    @BeforeEach
    void newWorld() {
        world = new TrainingWorld(port);
    }

    private String learner(Api as, String name, String number) {
        return TrainingWorld.registered(
                as,
                Map.of(
                        "name",
                        name,
                        "birthPlace",
                        "Ngawi",
                        "birthDate",
                        "1990-01-02",
                        "registerNumber",
                        number,
                        "heldSince",
                        TrainingWorld.TODAY.minusDays(500).toString(),
                        "earliestRelease",
                        TrainingWorld.TODAY.plusDays(400).toString()));
    }

    private static String number() {
        return "B.I " + UUID.randomUUID();
    }

    private List<Access> accessesTo(String learner) {
        return accessLog.of(new LearnerId(learner), LONG_AGO, FAR_AWAY).accesses();
    }

    @Nested
    class Storing {

        @Test
        void keepsNothingReadable() {
            String number = number();
            String learner = learner(world.withInstitutions().asPrison, "Siti Aminah", number);
            for (String collection : mongo.getCollectionNames()) {
                for (Document document : mongo.getCollection(collection).find()) {
                    assertThat(document.toJson())
                            .as(collection)
                            .doesNotContain("Siti Aminah", number, "1990-01-02");
                }
            }
            JsonNode read = world.asPrison.get("/api/learners/" + learner).expect(200).json();
            assertThat(read.at("/identity/name").asString()).isEqualTo("Siti Aminah");
            assertThat(read.at("/custody/0/registerNumber").asString()).isEqualTo(number);
        }

        @Test
        void answersACommandWithoutTheNameEvenWhenItIsKeptForARepeat() {
            world.withInstitutions();
            Api keyed = world.asPrison.with("Idempotency-Key", UUID.randomUUID().toString());
            Map<String, Object> request =
                    Map.of("name", "Rahasia Sekali", "registerNumber", number());
            await().until(() -> learnersKnown(request));
            Map<String, Object> other =
                    Map.of("name", "Rahasia Sekali", "registerNumber", number());
            Api.Answer first = keyed.post("/api/learners", other).expect(201);
            assertThat(new String(first.bytes())).doesNotContain("Rahasia");
            keyed.post("/api/learners", other).expect(201);
            for (String collection : mongo.getCollectionNames()) {
                for (Document document : mongo.getCollection(collection).find()) {
                    assertThat(document.toJson()).as(collection).doesNotContain("Rahasia");
                }
            }
        }

        private boolean learnersKnown(Map<String, Object> request) {
            return world.asPrison.post("/api/learners", request).status() == 201;
        }

        @Test
        void isForCustodiansOnly() {
            world.withInstitutions();
            learner(world.asPrison, "Siti", number());
            assertThat(
                            world.asProvider
                                    .post(
                                            "/api/learners",
                                            Map.of("name", "Siti", "registerNumber", number()))
                                    .expect(409)
                                    .code())
                    .isEqualTo("NOT_A_CUSTODIAN");
        }
    }

    @Nested
    class Finding {

        @Test
        void isByRegisterNumberOrExactNameWithinTheOwnCustody() {
            String number = number();
            String name = "Dewi " + UUID.randomUUID();
            String learner = learner(world.withInstitutions().asPrison, name, number);
            assertThat(found(world.asPrison, Map.of("registerNumber", number.toLowerCase())))
                    .containsExactly(learner);
            assertThat(found(world.asPrison, Map.of("name", " " + name.toUpperCase() + " ")))
                    .containsExactly(learner);
            assertThat(found(world.asPrison, Map.of("name", "Dewi"))).isEmpty();
            assertThat(found(world.asOtherPrison, Map.of("registerNumber", number))).isEmpty();
            assertThat(found(world.asOtherPrison, Map.of("name", name))).isEmpty();
        }

        @Test
        void asksForExactlyOneOfTheTwo() {
            world.asPrison.post("/api/learners/searches", Map.of()).expect(400);
            world.asPrison
                    .post("/api/learners/searches", Map.of("name", "a", "registerNumber", "b"))
                    .expect(400);
        }

        private List<String> found(Api as, Map<String, Object> what) {
            List<String> ids = new ArrayList<>();
            as.post("/api/learners/searches", what)
                    .expect(200)
                    .json()
                    .path("learners")
                    .forEach(id -> ids.add(id.asString()));
            return ids;
        }
    }

    @Nested
    class TheProvider {

        @Test
        void seesANameWhileItSitsInTheClassAndNothingOfCustody() {
            String program = world.withAgreement(60).openProgram(5);
            String learner = world.enrolled(program);
            String proposed = world.learner();
            world.propose(program, proposed).expect(201);
            String classList = "/api/programs/" + program + "/enrolments";
            JsonNode seats = world.asProvider.get(classList).expect(200).json();
            assertThat(seats).hasSize(1);
            assertThat(seats.at("/0/name").asString()).isEqualTo("Warga Uji");
            JsonNode seen = world.asProvider.get("/api/programs/" + program).expect(200).json();
            assertThat(seen.path("enrolments")).hasSize(1);
            assertThat(seen.at("/enrolments/0").propertyNames())
                    .doesNotContain("verdicts", "override", "approval", "endReason");
            world.asProvider.get("/api/learners/" + learner).expect(404);
            world.asProvider.get(classList + "/" + proposed).expect(404);
            world.asPrison
                    .post(classList + "/" + learner + "/withdrawal", Map.of("reason", "DISCIPLINE"))
                    .expect(200);
            assertThat(world.asProvider.get(classList).expect(200).json()).isEmpty();
        }

        @Test
        void isNotToldWhereSomeoneWent() {
            String program = world.withAgreement(60).openProgram(5);
            String learner = world.enrolled(program);
            world.asProvider
                    .post("/api/programs/" + program + "/start", Map.of("on", FROM.toString()))
                    .expect(200);
            world.asPrison
                    .post(
                            "/api/learners/" + learner + "/releases",
                            Map.of("on", FROM.plusDays(1).toString(), "kind", "PB"))
                    .expect(200);
            String seat = "/api/programs/" + program + "/enrolments/" + learner;
            await().until(
                            () ->
                                    world.asPrison
                                            .get(seat)
                                            .json()
                                            .path("state")
                                            .asString()
                                            .equals("RELEASED_EARLY"));
            JsonNode told = world.asProvider.get(seat).expect(200).json();
            assertThat(told.path("state").asString()).isEqualTo("LEFT");
            assertThat(told.propertyNames()).doesNotContain("endReason");
        }

        @Test
        void seesInitialsOfAChild() {
            String program = world.withAgreement(60).openProgram(5);
            String child =
                    TrainingWorld.registered(
                            world.asPrison,
                            Map.of(
                                    "name", "Anak Binaan",
                                    "status", "ANAK_BINAAN",
                                    "registerNumber", number()));
            world.propose(program, child).expect(201);
            world.approve(program, child).expect(200);
            String classList = "/api/programs/" + program + "/enrolments";
            assertThat(world.asProvider.get(classList).json().at("/0/name").asString())
                    .isEqualTo("A. B.");
            assertThat(world.asPrison.get(classList).json().at("/0/name").asString())
                    .isEqualTo("Anak Binaan");
        }
    }

    @Nested
    class TheCertificationBody {

        @Test
        void seesItsCandidatesOnceItIsNamed() {
            String program = world.withAgreement(60).openProgram(5);
            String learner = world.enrolled(program);
            world.asProvider
                    .post("/api/programs/" + program + "/start", Map.of("on", FROM.toString()))
                    .expect(200);
            String candidates = "/api/programs/" + program + "/candidates";
            world.asCertifier.get(candidates).expect(404);
            String certifier = "/api/programs/" + program + "/certifier";
            assertThat(
                            world.asProvider
                                    .put(certifier, Map.of("certifier", world.prison))
                                    .expect(409)
                                    .code())
                    .isEqualTo("NOT_A_CERTIFICATION_BODY");
            world.asProvider.put(certifier, Map.of("certifier", world.certifier)).expect(200);
            JsonNode seen = world.asCertifier.get(candidates).expect(200).json();
            assertThat(seen.at("/0/name").asString()).isEqualTo("Warga Uji");
            assertThat(seen.at("/0").propertyNames())
                    .containsExactlyInAnyOrder("learner", "name", "birthPlace", "birthDate");
            assertThat(accessesTo(learner))
                    .extracting(Access::action)
                    .contains(Action.CANDIDATES_READ);
            world.asProvider.get(candidates).expect(403);
            assertThat(
                            world.asCertifier
                                    .get("/api/programs/" + program)
                                    .expect(200)
                                    .json()
                                    .propertyNames())
                    .doesNotContain("enrolments");
        }
    }

    @Nested
    class TheRegionalAuthority {

        @Test
        void countsAndSeesNobody() {
            String program = world.withAgreement(60).openProgram(5);
            String learner = world.enrolled(program);
            JsonNode seen = world.asOverseer.get("/api/programs/" + program).expect(200).json();
            assertThat(seen.propertyNames()).doesNotContain("enrolments");
            assertThat(seen.at("/learners/ENROLLED").asInt()).isEqualTo(1);
            assertThat(seen.toString()).doesNotContain(learner);
            world.asOverseer.get("/api/programs/" + program + "/enrolments").expect(403);
            world.asOverseer.get("/api/learners/" + learner).expect(404);
        }

        @Test
        void looksAtOneLearnerForAReasonThatIsLogged() {
            String number = number();
            String learner = learner(world.withInstitutions().asPrison, "Siti Aminah", number);
            Map<String, Object> request =
                    Map.of(
                            "custodian",
                            world.prison,
                            "registerNumber",
                            number,
                            "reason",
                            "pengaduan keluarga 12/2026");
            Api.Answer opened =
                    world.asOverseer.post("/api/learners/inspections", request).expect(201);
            String inspection = java.util.Objects.requireNonNull(opened.header("Location"));
            assertThat(new String(opened.bytes())).doesNotContain("Siti");
            assertThat(
                            world.asOverseer
                                    .get(inspection)
                                    .expect(200)
                                    .json()
                                    .at("/identity/name")
                                    .asString())
                    .isEqualTo("Siti Aminah");
            assertThat(accessesTo(learner))
                    .filteredOn(access -> access.action() == Action.LEARNER_INSPECT)
                    .hasSize(2)
                    .allMatch(access -> "pengaduan keluarga 12/2026".equals(access.reason()));
            Api another = Api.at(port).as(world.overseer, "REGIONAL_AUTHORITY", "HEAD");
            another.get(inspection).expect(404);
            Api elsewhere = Api.at(port).as("kanwil-other", "REGIONAL_AUTHORITY", "OFFICER");
            elsewhere.get(inspection).expect(404);
            elsewhere.post("/api/learners/inspections", request).expect(404);
            Api software = Api.at(port).as(world.overseer, "REGIONAL_AUTHORITY", "INTEGRATOR");
            software.post("/api/learners/inspections", request).expect(403);
        }

        @Test
        void looksAtAChildByItsHeadOnly() {
            String number = number();
            TrainingWorld.registered(
                    world.withInstitutions().asPrison,
                    Map.of(
                            "name", "Anak Binaan",
                            "status", "ANAK_BINAAN",
                            "registerNumber", number));
            Map<String, Object> request =
                    Map.of(
                            "custodian",
                            world.prison,
                            "registerNumber",
                            number,
                            "reason",
                            "pengaduan keluarga 12/2026");
            world.asOverseer.post("/api/learners/inspections", request).expect(404);
            Api.at(port)
                    .as(world.overseer, "REGIONAL_AUTHORITY", "HEAD")
                    .post("/api/learners/inspections", request)
                    .expect(201);
        }
    }

    @Nested
    class TheAccessLog {

        @Test
        void tellsOfEveryReadingOfANamedLearner() {
            String program = world.withAgreement(60).openProgram(5);
            String learner = world.enrolled(program);
            world.asPrison.get("/api/learners/" + learner).expect(200);
            world.asPrison.get("/api/learners/" + learner + "/record").expect(200);
            world.asPrison.get("/api/learners?limit=100").expect(200);
            world.asProvider.get("/api/programs/" + program + "/enrolments").expect(200);
            assertThat(accessesTo(learner))
                    .extracting(access -> access.institution() + " " + access.action())
                    .containsExactly(
                            world.prison + " LEARNER_READ",
                            world.prison + " LEARNER_READ",
                            world.prison + " LEARNER_READ",
                            world.provider + " CLASS_READ");
            assertThat(accessLog.verify().intact()).isTrue();
        }

        @Test
        void knowsNothingOfARefusedReading() {
            String learner = world.withInstitutions().learner();
            world.asStranger.get("/api/learners/" + learner).expect(404);
            assertThat(accessesTo(learner)).isEmpty();
        }

        @Test
        void takesChildrenOneByOne() {
            world.withInstitutions();
            Api lpka = Api.at(port).as(world.lpka, "LPKA");
            String child = learner(lpka, "Anak", number());
            JsonNode listed = lpka.get("/api/learners").expect(200).json();
            assertThat(listed.at("/items/0").propertyNames()).doesNotContain("identity");
            assertThat(accessesTo(child)).isEmpty();
            assertThat(
                            lpka.get("/api/learners/" + child)
                                    .expect(200)
                                    .json()
                                    .path("juvenile")
                                    .asBoolean())
                    .isTrue();
            assertThat(accessesTo(child)).hasSize(1);
        }
    }

    @Nested
    class Erasure {

        private void erase(String learner) {
            world.asPrison
                    .post("/api/learners/" + learner + "/erasure", Map.of("reason", "permintaan"))
                    .expect(200);
            world.asHead
                    .post("/api/learners/" + learner + "/erasure/confirmation", Map.of())
                    .expect(200);
        }

        @Test
        void leavesNoKeyAndNoWayToFindTheLearner() {
            String number = number();
            String learner = learner(world.withInstitutions().asPrison, "Siti Aminah", number);
            Document before = document(learner);
            assertThat(before.get("who")).isNotNull();
            erase(learner);
            Document after = document(learner);
            assertThat(after.get("who")).isNull();
            assertThat(after.toJson())
                    .doesNotContain(before.get("who", Document.class).getString("encrypted"));
            world.asPrison.get("/api/learners/" + learner).expect(404);
            assertThat(
                            world.asPrison
                                    .post(
                                            "/api/learners/searches",
                                            Map.of("registerNumber", number))
                                    .json()
                                    .path("learners"))
                    .isEmpty();
            await().until(
                            () ->
                                    !TopicReader.events(
                                                    TestServers.started().kafka(),
                                                    "bekal.training.v1",
                                                    e ->
                                                            e.subject().equals(learner)
                                                                    && e.type()
                                                                            .contains(
                                                                                    LearnerErased
                                                                                            .class
                                                                                            .getSimpleName()))
                                            .isEmpty());
        }

        @Test
        void isRefusedWhileTheLearnerHasASeat() {
            String program = world.withAgreement(60).openProgram(5);
            String learner = world.enrolled(program);
            assertThat(
                            world.asPrison
                                    .post(
                                            "/api/learners/" + learner + "/erasure",
                                            Map.of("reason", "permintaan"))
                                    .expect(409)
                                    .code())
                    .isEqualTo("SEATED_STILL");
        }

        @Test
        void isRefusedToTheOneWhoAsked() {
            String learner = world.withInstitutions().learner();
            world.asHead
                    .post("/api/learners/" + learner + "/erasure", Map.of("reason", "permintaan"))
                    .expect(200);
            assertThat(
                            world.asHead
                                    .post(
                                            "/api/learners/" + learner + "/erasure/confirmation",
                                            Map.of())
                                    .expect(409)
                                    .code())
                    .isEqualTo("SECOND_PERSON_NEEDED");
        }

        @Test
        void canBeAskedByTheLastCustodianOfWhoIsFree() {
            String learner = world.withInstitutions().learner();
            world.asPrison
                    .post("/api/learners/" + learner + "/releases", Map.of("kind", "BEBAS_MURNI"))
                    .expect(200);
            world.asPrison.get("/api/learners/" + learner).expect(404);
            world.asOtherPrison
                    .post("/api/learners/" + learner + "/erasure", Map.of("reason", "permintaan"))
                    .expect(404);
            erase(learner);
        }

        @Test
        void reachesTheRecordsThatWereMerged() {
            world.withInstitutions();
            String kept = world.learner();
            String merged = world.learner();
            merge(merged, kept);
            erase(kept);
            await().untilAsserted(() -> assertThat(document(merged).get("who")).isNull());
        }

        private Document document(String learner) {
            return java.util.Objects.requireNonNull(
                    mongo.getCollection("learners").find(new Document("_id", learner)).first());
        }
    }

    private void merge(String merged, String kept) {
        world.asPrison
                .post(
                        "/api/learners/" + merged + "/merge",
                        Map.of("into", kept, "reason", "terdaftar dua kali"))
                .expect(200);
        world.asHead.post("/api/learners/" + merged + "/merge/confirmation", Map.of()).expect(200);
    }

    @Nested
    class Merging {

        @Test
        void happensOnceHoweverManyConfirmAtOnce() throws Exception {
            world.withInstitutions();
            String kept = world.learner();
            String merged = world.learner();
            world.asPrison
                    .post(
                            "/api/learners/" + merged + "/merge",
                            Map.of("into", kept, "reason", "terdaftar dua kali"))
                    .expect(200);
            List<Integer> answers = new ArrayList<>();
            try (var pool = Executors.newFixedThreadPool(8)) {
                Callable<Integer> confirm =
                        () ->
                                world.asHead
                                        .post(
                                                "/api/learners/" + merged + "/merge/confirmation",
                                                Map.of())
                                        .status();
                for (var answer : pool.invokeAll(java.util.Collections.nCopies(50, confirm))) {
                    answers.add(answer.get());
                }
            }
            assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
            // once merged, the record is nobody's any more
            assertThat(answers).containsOnly(200, 404, 409);
        }
    }

    @Test
    void rewrappingFindsEveryKeyCurrentWhereNothingWasRotated() {
        world.withInstitutions().learner();
        Api operator = Api.at(port).as("kanwil", "REGIONAL_AUTHORITY", "OPERATOR");
        JsonNode done = operator.post("/operations/keys/rewrapping", Map.of()).expect(200).json();
        assertThat(done.path("rewrapped").asInt()).isZero();
        assertThat(done.path("current").asInt()).isPositive();
        world.asPrison
                .as(world.prison, "LAPAS", "HEAD")
                .post("/operations/keys/rewrapping", Map.of())
                .expect(403);
    }
}
