package id.bekal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.agreements.AgreementExpired;
import id.bekal.contracts.agreements.AgreementResumed;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.contracts.agreements.AgreementSuspended;
import id.bekal.contracts.agreements.AtAgreementEnd;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.Entitlement;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.SealedHolder;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.contracts.training.SeatResult;
import id.bekal.platform.sealing.Unsealer;
import id.bekal.testing.Api;
import id.bekal.testing.ServiceTest;
import id.bekal.testing.TestServers;
import id.bekal.testing.TopicReader;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

@ServiceTest
class TrainingIT {

    private static final LocalDate TODAY = TrainingWorld.TODAY;
    private static final LocalDate FROM = TrainingWorld.FROM;
    private static final String UNIT_1 = "C.24LAS01.001.1";
    private static final String UNIT_2 = "C.24LAS01.028.1";

    @LocalServerPort int port;
    private final String kafka = TestServers.started().kafka();
    private TrainingWorld world;

    @Autowired MongoOperations mongo;

    @BeforeEach
    void newWorld() {
        world = new TrainingWorld(port);
    }

    @Nested
    class AClassLikeStoryTwo {

        @Test
        void decidesEachSeatAndSealsTheHolders() {
            String program = world.withAgreement(60).openProgram(6);
            String passes = world.enrolled(program);
            String reassessed = world.enrolled(program);
            String missesTooMuch = world.enrolled(program);
            String released = world.enrolled(program);
            String transferred = world.enrolled(program);
            String heldBack = world.enrolled(program);
            world.asProvider
                    .post("/api/programs/" + program + "/start", Map.of("on", FROM.toString()))
                    .expect(200);
            List<String> sessions = world.sessions(program, world.instructor(TODAY));
            for (int i = 0; i < 5; i++) {
                boolean late = i >= 3;
                Map<String, String> codes =
                        new java.util.HashMap<>(
                                Map.of(
                                        passes, "HADIR",
                                        reassessed, i == 1 ? "SAKIT" : "HADIR",
                                        missesTooMuch, i < 2 ? "ALPA" : "HADIR",
                                        heldBack, i == 0 ? "TERTAHAN" : "HADIR"));
                if (!late) {
                    codes.put(released, "HADIR");
                    codes.put(transferred, "HADIR");
                }
                world.attend(program, sessions.get(i), codes).expect(200);
            }
            world.assess(
                            program,
                            UNIT_1,
                            FROM.plusDays(9),
                            Map.of(
                                    passes,
                                    "K",
                                    reassessed,
                                    "K",
                                    missesTooMuch,
                                    "K",
                                    released,
                                    "K",
                                    transferred,
                                    "K",
                                    heldBack,
                                    "K"))
                    .expect(200);
            world.asPrison
                    .post(
                            "/api/learners/" + released + "/releases",
                            Map.of("on", FROM.plusDays(11).toString(), "kind", "PB"))
                    .expect(200);
            world.asPrison
                    .post(
                            "/api/learners/" + transferred + "/transfers",
                            Map.of(
                                    "to",
                                    world.otherPrison,
                                    "registerNumber",
                                    "B.II " + UUID.randomUUID(),
                                    "on",
                                    FROM.plusDays(11).toString()))
                    .expect(200);
            await().until(
                            () ->
                                    state(program, released).equals("RELEASED_EARLY")
                                            && state(program, transferred).equals("TRANSFERRED"));
            world.asProvider
                    .post("/api/programs/" + program + "/final-assessment", Map.of())
                    .expect(200);
            world.assess(
                            program,
                            UNIT_2,
                            TODAY.minusDays(2),
                            Map.of(passes, "K", reassessed, "BK", heldBack, "K"))
                    .expect(200);
            world.assess(program, UNIT_2, TODAY.minusDays(1), Map.of(reassessed, "K")).expect(200);
            world.asProvider
                    .post(
                            "/api/programs/" + program + "/completion",
                            Map.of("on", TODAY.toString()))
                    .expect(200);

            ProgramCompleted completed = completedEvent(program);
            Map<String, SeatResult> seats =
                    completed.seats().stream()
                            .collect(
                                    Collectors.toMap(seat -> seat.learner().value(), seat -> seat));
            assertThat(seats).hasSize(6);
            assertSeat(
                    seats.get(passes),
                    SeatOutcome.COMPLETED,
                    40,
                    100,
                    Entitlement.TRAINING_CERTIFICATE);
            // 32 of 40 JP is 80 %: the minimum, reached
            assertSeat(
                    seats.get(reassessed),
                    SeatOutcome.COMPLETED,
                    32,
                    80,
                    Entitlement.TRAINING_CERTIFICATE);
            assertSeat(
                    seats.get(missesTooMuch), SeatOutcome.NOT_COMPLETED, 24, 60, Entitlement.NONE);
            assertSeat(
                    seats.get(heldBack),
                    SeatOutcome.COMPLETED,
                    32,
                    100,
                    Entitlement.TRAINING_CERTIFICATE);
            assertSeat(
                    seats.get(released),
                    SeatOutcome.LEFT,
                    24,
                    100,
                    Entitlement.STATEMENT_OF_ATTAINMENT);
            assertSeat(
                    seats.get(transferred),
                    SeatOutcome.LEFT,
                    24,
                    100,
                    Entitlement.STATEMENT_OF_ATTAINMENT);
            assertThat(
                            completed.seats().stream()
                                    .filter(seat -> seat.sealedHolder() != null)
                                    .map(seat -> opened(seat.sealedHolder()).learner().value()))
                    .containsExactlyInAnyOrder(passes, reassessed, heldBack, released, transferred);
            await().untilAsserted(
                            () -> {
                                JsonNode record =
                                        world.asOtherPrison
                                                .get("/api/learners/" + transferred + "/record")
                                                .expect(200)
                                                .json();
                                assertThat(record.path("hours").asInt()).isEqualTo(24);
                                assertThat(record.at("/credits/0/units/0/result").asString())
                                        .isEqualTo("K");
                                assertThat(record.at("/credits/0/outcome").asString())
                                        .isEqualTo("LEFT");
                            });
            assertThat(
                            world.asProvider
                                    .post(
                                            "/api/programs/" + program + "/completion",
                                            Map.of("on", TODAY.toString()))
                                    .expect(409)
                                    .code())
                    .isEqualTo("ENDED_ALREADY");
        }

        private SealedHolder opened(String sealed) {
            return new Unsealer(List.of(TrainingWorld.HOLDER_KEY), JsonMapper.shared())
                    .open(sealed, SealedHolder.class);
        }

        private void assertSeat(
                SeatResult seat,
                SeatOutcome outcome,
                int hours,
                double attendance,
                Entitlement entitlement) {
            assertThat(seat.outcome()).isEqualTo(outcome);
            assertThat(seat.hours()).isEqualTo(hours);
            assertThat(seat.attendance()).isEqualTo(attendance);
            assertThat(seat.entitlement()).isEqualTo(entitlement);
        }

        @Test
        void carriesNoPersonalDataOnTheBus() {
            String program = world.withAgreement(60).openProgram(2);
            String learner = world.enrolled(program);
            complete(program, learner);
            completedEvent(program);
            for (var record : TopicReader.records(kafka, "bekal.training.v1")) {
                assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .doesNotContain("Warga Uji", "1990-01-02", "B.I ");
            }
        }

        @Test
        void isDecidedOnceHoweverManyAskAtOnce() throws Exception {
            String program = world.withAgreement(60).openProgram(2);
            String learner = world.enrolled(program);
            readyToComplete(program, learner);
            try (var pool = Executors.newFixedThreadPool(8)) {
                Callable<Integer> ask =
                        () ->
                                world.asProvider
                                        .post("/api/programs/" + program + "/completion", Map.of())
                                        .status();
                List<Integer> answers = new ArrayList<>();
                for (Future<Integer> answer :
                        pool.invokeAll(java.util.Collections.nCopies(50, ask))) {
                    answers.add(answer.get());
                }
                assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
                assertThat(answers).containsOnly(200, 409);
            }
            completedEvent(program);
            assertThat(
                            TopicReader.events(
                                    kafka,
                                    "bekal.training.v1",
                                    e ->
                                            e.subject().equals(program)
                                                    && e.type().contains("ProgramCompleted")))
                    .hasSize(1);
        }
    }

    @Nested
    class TheAgreement {

        @Test
        void refusesAProgramAndSaysWhichConditionsFailed() {
            world.withAgreement(60).openProgram(1);
            Map<String, Object> request = world.programRequest(world.curriculum(), 20);
            request.put("custodian", world.otherPrison);
            request.put("until", TODAY.plusDays(301).toString());
            Api.Answer refusal = world.asProvider.post("/api/programs", request).expect(409);
            assertThat(refusal.code()).isEqualTo("INSTITUTION_NOT_A_PARTY");
            assertThat(refusal.json().path("conditions").toString())
                    .contains("INSTITUTION_NOT_A_PARTY", "DATES_NOT_COVERED");
        }

        @Test
        void isUnknownUntilItWasHeardOf() {
            Map<String, Object> request = world.programRequest(world.curriculum(), 20);
            assertThat(world.asProvider.post("/api/programs", request).expect(409).code())
                    .isEqualTo("AGREEMENT_UNKNOWN");
        }

        @Test
        void refusesTheEnrolmentBeyondItsQuota() {
            String program = world.withAgreement(2).openProgram(5);
            world.enrolled(program);
            world.enrolled(program);
            Api.Answer refusal = world.propose(program, world.learner()).expect(409);
            assertThat(refusal.code()).isEqualTo("QUOTA_USED_UP");
            assertThat(refusal.json().path("quota").asInt()).isEqualTo(2);
            assertThat(refusal.json().path("placesTaken").asInt()).isEqualTo(2);
        }

        @Test
        void givesThePlaceOfWhoWithdrewBeforeTheClassToTheNext() {
            String program = world.withAgreement(2).openProgram(5);
            String leaves = world.enrolled(program);
            world.enrolled(program);
            world.asPrison
                    .post(
                            "/api/programs/" + program + "/enrolments/" + leaves + "/withdrawal",
                            Map.of("reason", "OWN_WISH"))
                    .expect(200);
            String next = world.enrolled(program);
            assertThat(state(program, next)).isEqualTo("ENROLLED");
        }

        @Test
        void neverGivesMorePlacesThanItsQuotaWhenManyAskAtOnce() throws Exception {
            String program = world.withAgreement(3).openProgram(20);
            List<String> learners = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String learner = world.learner();
                world.propose(program, learner).expect(201);
                learners.add(learner);
            }
            try (var pool = Executors.newFixedThreadPool(8)) {
                pool.invokeAll(
                        learners.stream()
                                .<Callable<Integer>>map(
                                        learner -> () -> world.approve(program, learner).status())
                                .toList());
            }
            // what lost a race may be asked again; the quota is never exceeded
            learners.forEach(learner -> world.approve(program, learner));
            long seated =
                    learners.stream()
                            .filter(learner -> state(program, learner).equals("ENROLLED"))
                            .count();
            assertThat(seated).isEqualTo(3);
        }

        @Test
        void pausesAndResumesARunningProgram() {
            String program = running();
            world.tell(
                    new AgreementSuspended(
                            world.terms(AgreementState.SUSPENDED, 60, AtAgreementEnd.RUN_OUT),
                            TODAY));
            await().until(() -> !programView(program).path("pausedBecause").isMissingNode());
            String instructor = world.instructor(TODAY);
            Map<String, Object> session =
                    Map.of(
                            "on", TODAY.toString(),
                            "hours", 8,
                            "part", "THEORY",
                            "units", List.of(UNIT_1),
                            "instructors", List.of(instructor));
            assertThat(
                            world.asProvider
                                    .post("/api/programs/" + program + "/sessions", session)
                                    .expect(409)
                                    .code())
                    .isEqualTo("PAUSED");
            world.tell(
                    new AgreementResumed(
                            world.terms(AgreementState.ACTIVE, 60, AtAgreementEnd.RUN_OUT), TODAY));
            await().until(() -> programView(program).path("pausedBecause").isMissingNode());
            world.asProvider.post("/api/programs/" + program + "/sessions", session).expect(201);
        }

        @Test
        void letsARunningProgramRunOutWhenItEnds() {
            String program = running();
            world.tell(
                    new AgreementExpired(
                            world.terms(AgreementState.EXPIRED, 60, AtAgreementEnd.RUN_OUT)));
            Map<String, Object> another = world.programRequest(world.curriculum(), 5);
            await().until(
                            () ->
                                    world.asProvider
                                            .post("/api/programs", another)
                                            .code()
                                            .equals("AGREEMENT_NOT_IN_FORCE"));
            assertThat(programView(program).path("state").asString()).isEqualTo("RUNNING");
            world.sessions(program, world.instructor(TODAY));
        }

        @Test
        void stopsARunningProgramWhenItsTermSaysSo() {
            String program = running();
            world.tell(
                    new AgreementExpired(
                            world.terms(AgreementState.EXPIRED, 60, AtAgreementEnd.STOP)));
            await().until(() -> programView(program).path("state").asString().equals("CANCELLED"));
            assertThat(programView(program).path("cancelledBecause").asString())
                    .isEqualTo("AGREEMENT_NOT_IN_FORCE");
        }

        private String running() {
            String program = world.withAgreement(60).openProgram(5);
            world.enrolled(program);
            world.asProvider
                    .post("/api/programs/" + program + "/start", Map.of("on", FROM.toString()))
                    .expect(200);
            return program;
        }
    }

    @Nested
    class Enrolling {

        @Test
        void recordsWhyALearnerIsIneligibleAndLetsTwoOverride() {
            String program = world.withAgreement(60).openProgram(5);
            String leavesBefore = world.learner(TODAY.minusDays(1));
            JsonNode proposed = world.propose(program, leavesBefore).expect(201).json();
            assertThat(proposed.path("state").asString()).isEqualTo("INELIGIBLE");
            assertThat(proposed.at("/verdicts/0/rule").asString())
                    .isEqualTo("CLASS_ENDS_BEFORE_RELEASE");
            assertThat(world.approve(program, leavesBefore).expect(409).code())
                    .isEqualTo("NOT_ELIGIBLE");
            world.asPrison
                    .post(
                            "/api/programs/"
                                    + program
                                    + "/enrolments/"
                                    + leavesBefore
                                    + "/override",
                            Map.of("reason", "kesepakatan"))
                    .expect(200);
            String confirmation =
                    "/api/programs/"
                            + program
                            + "/enrolments/"
                            + leavesBefore
                            + "/override/confirmation";
            Map<String, Object> officer = Map.of("officer", "Kasi Binadik");
            assertThat(world.asPrison.post(confirmation, officer).expect(403).code())
                    .isEqualTo("ROLE_MISSING");
            world.asHead.post(confirmation, officer).expect(200);
            world.approve(program, leavesBefore).expect(200);
            JsonNode seat = world.enrolment(program, leavesBefore);
            assertThat(seat.path("state").asString()).isEqualTo("ENROLLED");
            assertThat(seat.at("/override/officer").asString()).isEqualTo("Kasi Binadik");
        }

        @Test
        void acceptsALearnerWhoLeavesOnTheLastDay() {
            String program = world.withAgreement(60).openProgram(5);
            JsonNode proposed = world.propose(program, world.learner(TODAY)).expect(201).json();
            assertThat(proposed.path("state").asString()).isEqualTo("ELIGIBLE");
        }

        @Test
        void fillsAFreedSeatFromTheWaitingListInOrder() {
            String program = world.withAgreement(60).openProgram(1);
            String seated = world.enrolled(program);
            String first = world.enrolled(program);
            String second = world.enrolled(program);
            assertThat(state(program, first)).isEqualTo("APPROVED");
            world.asPrison
                    .post(
                            "/api/programs/" + program + "/enrolments/" + seated + "/withdrawal",
                            Map.of("reason", "ILLNESS"))
                    .expect(200);
            assertThat(state(program, first)).isEqualTo("ENROLLED");
            assertThat(state(program, second)).isEqualTo("APPROVED");
        }

        @Test
        void givesTheLastSeatOnceHoweverManyAskAtOnce() throws Exception {
            String program = world.withAgreement(60).openProgram(1);
            List<String> learners = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String learner = world.learner();
                world.propose(program, learner).expect(201);
                learners.add(learner);
            }
            try (var pool = Executors.newFixedThreadPool(8)) {
                pool.invokeAll(
                        learners.stream()
                                .<Callable<Integer>>map(
                                        learner -> () -> world.approve(program, learner).status())
                                .toList());
            }
            List<String> states =
                    learners.stream().map(learner -> state(program, learner)).toList();
            assertThat(states).filteredOn(state -> state.equals("ENROLLED")).hasSize(1);
            assertThat(states).doesNotContain("ACTIVE");
            assertThat(programView(program).path("seatsTaken").asInt()).isEqualTo(1);
        }

        @Test
        void isRefusedTwiceAndForAForeignLearner() {
            String program = world.withAgreement(60).openProgram(5);
            String learner = world.enrolled(program);
            assertThat(world.propose(program, learner).expect(409).code())
                    .isEqualTo("ALREADY_ENROLLED");
            assertThat(world.propose(program, "nobody").expect(409).code())
                    .isEqualTo("NOT_IN_CUSTODY_HERE");
        }
    }

    @Nested
    class Sessions {

        @Test
        void areRefusedForAnInstructorWhoseCertificateLapsedTheDayBefore() {
            String program = world.withAgreement(60).openProgram(5);
            world.enrolled(program);
            world.asProvider
                    .post("/api/programs/" + program + "/start", Map.of("on", FROM.toString()))
                    .expect(200);
            LocalDate day = FROM.plusDays(3);
            String lapsed = world.instructor(day.minusDays(1));
            String onItsLastDay = world.instructor(day);
            assertThat(session(program, day, lapsed).expect(409).code())
                    .isEqualTo("INSTRUCTOR_CERTIFICATE_LAPSED");
            session(program, day, onItsLastDay).expect(201);
        }

        private Api.Answer session(String program, LocalDate day, String instructor) {
            return world.asProvider.post(
                    "/api/programs/" + program + "/sessions",
                    Map.of(
                            "on", day.toString(),
                            "hours", 8,
                            "part", "PRACTICE",
                            "units", List.of(UNIT_1),
                            "instructors", List.of(instructor)));
        }

        @Test
        void mergeAttendanceSoThatTheEntryWrittenLastWins() {
            String program = world.withAgreement(60).openProgram(5);
            String one = world.enrolled(program);
            String two = world.enrolled(program);
            world.asProvider
                    .post("/api/programs/" + program + "/start", Map.of("on", FROM.toString()))
                    .expect(200);
            String session = world.sessions(program, world.instructor(TODAY)).getFirst();
            Instant noon = Instant.parse("2026-01-01T12:00:00Z");
            world.attend(program, session, Map.of(one, "ALPA"), noon).expect(200);
            world.attend(program, session, Map.of(two, "HADIR"), noon).expect(200);
            world.attend(program, session, Map.of(one, "SAKIT"), noon.plusSeconds(60)).expect(200);
            Api.Answer stale =
                    world.attend(program, session, Map.of(one, "HADIR"), noon.minusSeconds(60))
                            .expect(200);
            assertThat(codes(stale.json()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(one, "SAKIT", two, "HADIR"));
        }

        private Map<String, String> codes(JsonNode session) {
            Map<String, String> codes = new java.util.HashMap<>();
            session.path("attendance")
                    .forEach(
                            entry ->
                                    codes.put(
                                            entry.path("learner").asString(),
                                            entry.path("code").asString()));
            return codes;
        }
    }

    @Nested
    class Strangers {

        @Test
        void findNothing() {
            String program = world.withAgreement(60).openProgram(5);
            String learner = world.enrolled(program);
            for (String path :
                    List.of(
                            "/api/programs/" + program,
                            "/api/programs/" + program + "/enrolments",
                            "/api/programs/" + program + "/enrolments/" + learner,
                            "/api/programs/" + program + "/sessions",
                            "/api/learners/" + learner,
                            "/api/learners/" + learner + "/record")) {
                assertThat(world.asStranger.get(path).expect(404).code()).isEqualTo("NOT_FOUND");
            }
            world.asStranger.post("/api/programs/" + program + "/start", Map.of()).expect(404);
            world.asStranger
                    .post("/api/programs/" + program + "/enrolments", Map.of("learner", learner))
                    .expect(404);
            world.asProvider.get("/api/learners/" + learner).expect(404);
        }
    }

    @Nested
    class Certificates {

        @Test
        void comeBackIntoTheRecordOnce() {
            String learner = world.withInstitutions().learner();
            EventEnvelope issued =
                    EventEnvelope.of(
                            UUID.randomUUID().toString(),
                            "/certification-service",
                            "certificate-of-" + learner,
                            Instant.now(),
                            1,
                            Set.of(),
                            null,
                            new CertificateIssued(
                                    new CertificateId("certificate-of-" + learner),
                                    CertificateKind.TRAINING,
                                    new ProgramId("p"),
                                    new LearnerId(learner),
                                    new InstitutionId(world.provider),
                                    "00001/BLK/2026",
                                    TODAY,
                                    "welding"));
            TopicReader.put(kafka, "bekal.certification.v1", issued);
            TopicReader.put(kafka, "bekal.certification.v1", issued);
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    world.asPrison
                                                            .get(
                                                                    "/api/learners/"
                                                                            + learner
                                                                            + "/record")
                                                            .expect(200)
                                                            .json()
                                                            .path("certificates"))
                                            .hasSize(1));
        }
    }

    private void readyToComplete(String program, String learner) {
        await().until(
                        () ->
                                mongo.exists(
                                        Query.query(
                                                Criteria.where("_id")
                                                        .is(learner)
                                                        .and("holderKey")
                                                        .exists(true)),
                                        "learners"));
        world.asProvider
                .post("/api/programs/" + program + "/start", Map.of("on", FROM.toString()))
                .expect(200);
        for (String session : world.sessions(program, world.instructor(TODAY))) {
            world.attend(program, session, Map.of(learner, "HADIR")).expect(200);
        }
        world.asProvider
                .post("/api/programs/" + program + "/final-assessment", Map.of())
                .expect(200);
        assertThat(
                        world.asProvider
                                .post("/api/programs/" + program + "/completion", Map.of())
                                .expect(409)
                                .code())
                .isEqualTo("ASSESSMENT_MISSING");
        world.assess(program, UNIT_1, TODAY, Map.of(learner, "K")).expect(200);
        world.assess(program, UNIT_2, TODAY, Map.of(learner, "K")).expect(200);
    }

    private void complete(String program, String learner) {
        readyToComplete(program, learner);
        world.asProvider.post("/api/programs/" + program + "/completion", Map.of()).expect(200);
    }

    private String state(String program, String learner) {
        return world.enrolment(program, learner).path("state").asString();
    }

    private JsonNode programView(String program) {
        return world.asPrison.get("/api/programs/" + program).expect(200).json();
    }

    private ProgramCompleted completedEvent(String program) {
        return await().until(
                        () ->
                                TopicReader.events(
                                        kafka,
                                        "bekal.training.v1",
                                        e ->
                                                e.subject().equals(program)
                                                        && e.type().contains("ProgramCompleted")),
                        events -> !events.isEmpty())
                .getFirst()
                .event(ProgramCompleted.class);
    }
}
