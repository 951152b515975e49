package id.bekal.events.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.SessionId;
import id.bekal.contracts.agreements.AgreementActivated;
import id.bekal.contracts.agreements.AgreementSnapshot;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.contracts.agreements.AgreementSubmitted;
import id.bekal.contracts.agreements.AtAgreementEnd;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.CertificateReplaced;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.ProgramOpened;
import id.bekal.contracts.training.ProgramPlanned;
import id.bekal.contracts.training.ProgramStarted;
import id.bekal.contracts.training.ProgramSummary;
import id.bekal.contracts.training.SessionHeld;
import id.bekal.events.RunningService;
import id.bekal.testing.Api;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** From the services' topics to the figures, of a world of its own for each test. */
class InsightsIT extends RunningService {

    private static final String AGREEMENTS = "bekal.agreements.v1";
    private static final String CERTIFICATION = "bekal.certification.v1";
    private static final List<String> PATHS =
            List.of(
                    "/api/insights/agreements",
                    "/api/insights/programs",
                    "/api/insights/certified?by=field",
                    "/api/insights/certified?by=city",
                    "/api/insights/certified?by=month");

    @Autowired Clock clock;
    @Autowired BindingsLifecycleController bindings;

    private final InstitutionId region = newInstitution("kanwil");
    private final InstitutionId blk = newInstitution("blk");
    private final InstitutionId lapas = newInstitution("lapas");
    private final InstitutionId rutan = newInstitution("rutan");
    private final InstitutionId lsp = newInstitution("lsp");
    private final ProgramId welding = new ProgramId(UUID.randomUUID().toString());
    private final ProgramId baking = new ProgramId(UUID.randomUUID().toString());
    private LocalDate today;

    /** An event and the topic it goes to. */
    private record Told(String topic, EventEnvelope event) {}

    @BeforeEach
    void today() {
        today = LocalDate.now(clock);
    }

    private Told registered(InstitutionId id, String kind, InstitutionRole role, String city) {
        return new Told(
                AGREEMENTS,
                event(
                        "/agreements-service",
                        id.value(),
                        1,
                        new InstitutionRegistered(
                                new InstitutionSnapshot(
                                        id,
                                        kind,
                                        Set.of(role),
                                        null,
                                        "Name of " + id,
                                        city,
                                        region,
                                        null,
                                        true)),
                        id));
    }

    private AgreementSnapshot agreement(
            String id, InstitutionId prison, AgreementState state, long daysLeft) {
        return new AgreementSnapshot(
                new AgreementId(id),
                "PKS",
                state,
                List.of(prison, blk),
                List.of(region),
                List.of("WELDING"),
                60,
                today.minusDays(200),
                today.plusDays(daysLeft),
                AtAgreementEnd.RUN_OUT,
                null,
                null);
    }

    private Told agreed(long sequence, String id, DomainEvent event) {
        return new Told(
                AGREEMENTS, event("/agreements-service", id, sequence, event, blk, lapas, region));
    }

    private Told trained(ProgramId program, long sequence, DomainEvent event) {
        return new Told(
                TRAINING,
                event("/training-service", program.value(), sequence, event, blk, lapas, region));
    }

    private Told session(ProgramId program, int number, long sequence, int present, int expected) {
        String id = program + "-session-" + number;
        return new Told(
                TRAINING,
                event(
                        "/training-service",
                        id,
                        sequence,
                        new SessionHeld(program, new SessionId(id), today, 8, present, expected),
                        blk));
    }

    private ProgramSummary summary(ProgramId program, InstitutionId custodian, String field) {
        return new ProgramSummary(
                program,
                new AgreementId("pks-1"),
                blk,
                custodian,
                new CurriculumId("c-1"),
                1,
                field,
                LocalDate.of(2026, 10, 1),
                LocalDate.of(2026, 11, 27),
                20);
    }

    private LearnerId learner(ProgramId of, int number) {
        return new LearnerId("learner-" + of.value().substring(0, 8) + "-" + number);
    }

    private CertificateId certificate(ProgramId of, int number) {
        return new CertificateId("certificate-" + of.value().substring(0, 8) + "-" + number);
    }

    private Told certified(CertificateId certificate, DomainEvent event) {
        long sequence = event instanceof CertificateIssued ? 1 : 2;
        return new Told(
                CERTIFICATION,
                event("/certification-service", certificate.value(), sequence, event, blk));
    }

    private Told issued(ProgramId of, int number, LearnerId to, String field, LocalDate on) {
        CertificateId id = certificate(of, number);
        return certified(
                id,
                new CertificateIssued(
                        id, CertificateKind.TRAINING, of, to, blk, "n-" + number, on, field));
    }

    private static void tell(List<Told> story) {
        story.forEach(told -> TopicReader.put(kafkaAddress(), told.topic(), told.event()));
    }

    private static String kafkaAddress() {
        return id.bekal.testing.TestServers.started().kafka();
    }

    /** A welding class of 20 from the lapas, a baking class of 9 from the rutan. */
    private List<Told> story() {
        List<Told> story = new ArrayList<>();
        story.add(registered(blk, "BLK", InstitutionRole.TRAINING_PROVIDER, "Madiun"));
        story.add(registered(lapas, "LAPAS", InstitutionRole.CORRECTIONAL, "Ngawi"));
        story.add(registered(rutan, "RUTAN", InstitutionRole.CORRECTIONAL, "Ponorogo"));
        String pks = "pks-" + welding;
        story.add(
                agreed(
                        1,
                        pks,
                        new AgreementSubmitted(
                                agreement(pks, lapas, AgreementState.IN_REVIEW, 40))));
        story.add(
                agreed(
                        5,
                        pks,
                        new AgreementActivated(agreement(pks, lapas, AgreementState.ACTIVE, 40))));
        story.addAll(classOf(welding, lapas, "WELDING", 20));
        story.addAll(classOf(baking, rutan, "BAKERY", 9));
        for (int i = 0; i < 20; i++) {
            story.add(
                    issued(
                            welding,
                            i,
                            learner(welding, i),
                            "WELDING",
                            LocalDate.of(2026, 10, i < 10 ? 30 : 31)));
        }
        for (int i = 0; i < 9; i++) {
            story.add(issued(baking, i, learner(baking, i), "BAKERY", LocalDate.of(2026, 11, 27)));
        }
        return story;
    }

    private List<Told> classOf(
            ProgramId program, InstitutionId custodian, String field, int seats) {
        List<Told> told = new ArrayList<>();
        ProgramSummary summary = summary(program, custodian, field);
        told.add(trained(program, 1, new ProgramPlanned(summary)));
        told.add(trained(program, 2, new ProgramOpened(summary)));
        for (int i = 0; i < seats; i++) {
            told.add(
                    trained(
                            program,
                            3 + i,
                            new LearnerEnrolled(program, learner(program, i), i + 1)));
        }
        told.add(trained(program, 3 + seats, new ProgramStarted(summary, seats)));
        told.add(session(program, 1, 1, seats - 2, seats));
        told.add(session(program, 2, 1, seats - 1, seats));
        return told;
    }

    private JsonNode figures(InstitutionId institution, String path) {
        String kind = institution.equals(region) ? "REGIONAL_AUTHORITY" : "BLK";
        return Api.at(port).as(institution.value(), kind, "OBSERVER").get(path).expect(200).json();
    }

    private List<String> all(InstitutionId... institutions) {
        return Stream.of(institutions)
                .flatMap(one -> PATHS.stream().map(path -> figures(one, path).toString()))
                .toList();
    }

    private JsonNode certifiedOf(InstitutionId institution, String query) {
        return figures(institution, "/api/insights/certified" + query);
    }

    private void awaitPeople(InstitutionId of, long people) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> certifiedOf(of, "").at("/people/count").asLong(-1) == people);
    }

    private void awaitStory() {
        awaitPeople(blk, 29);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            JsonNode programs = figures(blk, "/api/insights/programs");
                            assertThat(programs.at("/attendance/sessions").asInt()).isEqualTo(4);
                            assertThat(programs.at("/states/0/programs").asInt()).isEqualTo(2);
                            assertThat(
                                            figures(region, "/api/insights/agreements")
                                                    .at("/states/0/state")
                                                    .asString())
                                    .isEqualTo("ACTIVE");
                            assertThat(
                                            figures(region, "/api/insights/agreements")
                                                    .path("institutions"))
                                    .hasSize(3);
                        });
    }

    /** What comes last, by a marker that all partitions' records before it were read. */
    private static String row(JsonNode rows, String key) {
        for (JsonNode row : rows) {
            if (row.path("key").asString().equals(key)) {
                JsonNode people = row.path("people");
                return people.path("suppressed").asBoolean()
                        ? "withheld"
                        : String.valueOf(people.path("count").asLong());
            }
        }
        return "none";
    }

    @Nested
    class OfAStory {

        @BeforeEach
        void tellIt() {
            tell(story());
            awaitStory();
        }

        @Test
        void countsAgreementsAndTellsWhichEnd() {
            JsonNode figures = figures(lapas, "/api/insights/agreements");
            assertThat(figures.path("states")).hasSize(1);
            assertThat(figures.at("/states/0/agreements").asInt()).isEqualTo(1);
            assertThat(figures.at("/ending/0/daysLeft").asInt()).isEqualTo(40);
            assertThat(figures.at("/ending/0/parties/0/name").asString())
                    .isEqualTo("Name of " + lapas);
            assertThat(figures.path("institutions")).isEmpty();
        }

        @Test
        void countsSeatsAndWhoComes() {
            JsonNode figures = figures(lapas, "/api/insights/programs");
            assertThat(figures.path("programs").asInt()).isEqualTo(1);
            assertThat(figures.at("/states/0/state").asString()).isEqualTo("RUNNING");
            assertThat(figures.at("/seats/count").asInt()).isEqualTo(20);
            assertThat(figures.path("capacity").asInt()).isEqualTo(20);
            assertThat(figures.at("/attendance/present/count").asInt()).isEqualTo(37);
            assertThat(figures.at("/attendance/expected/count").asInt()).isEqualTo(40);
        }

        @Test
        void countsPeopleByFieldCityAndMonth() {
            JsonNode byField = certifiedOf(blk, "?by=field");
            assertThat(row(byField.path("rows"), "WELDING")).isEqualTo("20");
            assertThat(row(byField.path("rows"), "BAKERY")).isEqualTo("9");
            JsonNode byCity = certifiedOf(lapas, "?by=city");
            assertThat(byCity.path("rows")).hasSize(1);
            assertThat(row(byCity.path("rows"), "Madiun")).as("never Ngawi").isEqualTo("20");
            JsonNode byMonth = certifiedOf(blk, "?by=month");
            assertThat(row(byMonth.path("rows"), "2026-10")).isEqualTo("20");
            assertThat(row(byMonth.path("rows"), "2026-11")).isEqualTo("9");
        }

        @ParameterizedTest
        @CsvSource({
            "from=2026-11, 9",
            "until=2026-10, 20",
            "from=2026-10&until=2026-11, 29",
            "from=2026-12, 0"
        })
        void countsWithinMonths(String range, long people) {
            JsonNode figures = certifiedOf(blk, "?" + range);
            assertThat(figures.at("/people/count").asLong(-1)).isEqualTo(people);
        }

        @Test
        void givesAnAuthorityAllThatItOverseesAndEach() {
            JsonNode people = certifiedOf(region, "");
            assertThat(people.at("/people/count").asInt()).isEqualTo(29);
            assertThat(institution(people, lapas).at("/people/count").asInt()).isEqualTo(20);
            assertThat(institution(people, rutan).at("/people/count").asInt()).isEqualTo(9);
            assertThat(institution(people, blk).at("/people/count").asInt()).isEqualTo(29);
            JsonNode agreements = figures(region, "/api/insights/agreements");
            assertThat(institution(agreements, lapas).path("inForce").asInt()).isEqualTo(1);
            assertThat(institution(agreements, lapas).path("daysLeft").asInt()).isEqualTo(40);
            assertThat(institution(agreements, rutan).path("inForce").asInt()).isZero();
            JsonNode programs = figures(region, "/api/insights/programs");
            assertThat(programs.path("programs").asInt()).isEqualTo(2);
            assertThat(institution(programs, rutan).at("/seats/count").asInt()).isEqualTo(9);
        }

        @Test
        void givesNobodyElseAnything() {
            InstitutionId stranger = newInstitution("blk");
            assertThat(certifiedOf(stranger, "").at("/people/count").asInt(-1)).isZero();
            assertThat(figures(stranger, "/api/insights/programs").path("programs").asInt())
                    .isZero();
            assertThat(figures(stranger, "/api/insights/agreements").path("states")).isEmpty();
            InstitutionId otherRegion = newInstitution("kanwil");
            JsonNode figures =
                    Api.at(port)
                            .as(otherRegion.value(), "REGIONAL_AUTHORITY")
                            .get("/api/insights/certified")
                            .expect(200)
                            .json();
            assertThat(figures.at("/people/count").asInt(-1)).isZero();
            assertThat(figures.path("institutions")).isEmpty();
        }

        @Test
        void givesNoneToWhoOnlySaysThatItIsAnAuthority() {
            JsonNode figures =
                    Api.at(port)
                            .as(lapas.value(), "REGIONAL_AUTHORITY")
                            .get("/api/insights/certified")
                            .expect(200)
                            .json();
            assertThat(figures.path("institutions")).isEmpty();
            assertThat(
                            Api.at(port)
                                    .as(region.value(), "BLK")
                                    .get("/api/insights/certified")
                                    .expect(200)
                                    .json()
                                    .at("/people/count")
                                    .asInt(-1))
                    .isZero();
        }

        @Test
        void isTheSameAfterDuplicatesAndInAnotherOrder() {
            List<String> before = all(blk, lapas, rutan, region);
            List<Told> again = new ArrayList<>(story());
            again.addAll(story());
            Collections.shuffle(again, new Random(3));
            tell(again);
            // whose certificate is the last word
            tell(List.of(issued(baking, 50, learner(baking, 50), "BAKERY", today)));
            awaitPeople(rutan, 10);
            tell(
                    List.of(
                            certified(
                                    certificate(baking, 50),
                                    new CertificateRevoked(
                                            certificate(baking, 50),
                                            learner(baking, 50),
                                            blk,
                                            today))));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(all(blk, lapas, rutan, region)).isEqualTo(before));
        }

        @Test
        void isUnchangedByAnErasureWhichLeavesNoLearner() {
            List<String> before = all(blk, lapas, rutan, region);
            LearnerId erased = learner(baking, 3);
            tell(
                    List.of(
                            new Told(
                                    TRAINING,
                                    event(
                                            "/training-service",
                                            erased.value(),
                                            1,
                                            new LearnerErased(erased))),
                            // one that comes after it
                            issued(baking, 3, erased, "BAKERY", LocalDate.of(2026, 11, 27)),
                            session(baking, 1, 2, 8, 9)));
            await().until(
                            () ->
                                    figures(rutan, "/api/insights/programs")
                                                    .at("/attendance/present/count")
                                                    .asInt()
                                            == 16);
            tell(List.of(session(baking, 1, 3, 7, 9)));
            await().untilAsserted(
                            () -> assertThat(all(blk, lapas, rutan, region)).isEqualTo(before));
            for (String collection : mongo.getCollectionNames()) {
                if (collection.startsWith("insight")) {
                    mongo.getCollection(collection)
                            .find()
                            .forEach(
                                    document ->
                                            assertThat(document.toJson())
                                                    .as(collection)
                                                    .doesNotContain("learner-"));
                }
            }
        }

        @Test
        void isTheSameWhenItIsMadeAgain() {
            List<String> before = all(blk, lapas, rutan, region);
            List<String> ours =
                    List.of(
                            "insightAgreements-in-0",
                            "insightTraining-in-0",
                            "insightCertification-in-0");
            ours.forEach(binding -> bindings.changeState(binding, State.STOPPED));
            mongo.getCollectionNames().stream()
                    .filter(name -> name.startsWith("insight"))
                    .forEach(name -> mongo.getCollection(name).deleteMany(new Document()));
            mongo.getCollection("feedPositions")
                    .deleteMany(new Document("_id", new Document("$regex", "^insight ")));
            assertThat(certifiedOf(blk, "").at("/people/count").asInt(-1)).isZero();
            ours.forEach(binding -> bindings.changeState(binding, State.STARTED));
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(
                            () -> assertThat(all(blk, lapas, rutan, region)).isEqualTo(before));
        }
    }

    private static JsonNode institution(JsonNode figures, InstitutionId id) {
        for (JsonNode institution : figures.path("institutions")) {
            if (institution.path("institution").asString().equals(id.value())) {
                return institution;
            }
        }
        throw new AssertionError("no " + id + " in " + figures);
    }

    @Nested
    class People {

        private final List<Told> six = new ArrayList<>();

        /** Six certificates of five people. */
        @BeforeEach
        void certify() {
            six.addAll(classOf(welding, lapas, "WELDING", 6));
            for (int i = 0; i < 6; i++) {
                six.add(
                        issued(
                                welding,
                                i,
                                learner(welding, i == 5 ? 0 : i),
                                "WELDING",
                                LocalDate.of(2026, 10, 30)));
            }
            tell(six);
            awaitPeople(blk, 5);
        }

        private Told revoked(int number, int learner) {
            return certified(
                    certificate(welding, number),
                    new CertificateRevoked(
                            certificate(welding, number), learner(welding, learner), blk, today));
        }

        private void awaitWithheld() {
            await().untilAsserted(
                            () -> {
                                JsonNode figures = certifiedOf(blk, "");
                                assertThat(figures.at("/people/suppressed").asBoolean()).isTrue();
                                assertThat(figures.at("/people/count").isNull()).isTrue();
                                assertThat(figures.path("rows")).isEmpty();
                            });
        }

        @Test
        void areNotFewerWhenOneOfTwoCertificatesIsRevoked() {
            // a sixth, of whom it is known that the revocation before was read
            tell(List.of(revoked(5, 0)));
            tell(
                    List.of(
                            issued(welding, 6, learner(welding, 6), "WELDING", today),
                            certified(
                                    certificate(welding, 5),
                                    new CertificateRevoked(
                                            certificate(welding, 5),
                                            learner(welding, 0),
                                            blk,
                                            today))));
            awaitPeople(blk, 6);
            tell(List.of(revoked(0, 0)));
            awaitPeople(blk, 5);
        }

        @Test
        void areFewerThanFiveWhenAnOnlyOneIsRevoked() {
            tell(List.of(revoked(1, 1)));
            awaitWithheld();
        }

        @Test
        void areNotMoreByAReplacement() {
            tell(
                    List.of(
                            issued(welding, 7, learner(welding, 1), "WELDING", today),
                            certified(
                                    certificate(welding, 1),
                                    new CertificateReplaced(
                                            certificate(welding, 1),
                                            certificate(welding, 7),
                                            learner(welding, 1),
                                            blk,
                                            today))));
            await().untilAsserted(
                            () -> {
                                JsonNode rows = certifiedOf(blk, "?by=month").path("rows");
                                assertThat(rows).hasSize(1);
                                assertThat(row(rows, "2026-10")).isEqualTo("5");
                            });
            tell(List.of(revoked(7, 1)));
            awaitWithheld();
        }

        /** The revocation of the new one, the replacement, the new one. */
        @Test
        void areTheSameWhenTheReplacementComesLast() {
            tell(List.of(revoked(7, 1)));
            tell(
                    List.of(
                            certified(
                                    certificate(welding, 1),
                                    new CertificateReplaced(
                                            certificate(welding, 1),
                                            certificate(welding, 7),
                                            learner(welding, 1),
                                            blk,
                                            today)),
                            issued(welding, 7, learner(welding, 1), "WELDING", today)));
            awaitWithheld();
        }

        @Test
        void areOneOfTwoRecordsThatWereMerged() {
            LearnerId other = new LearnerId("learner-" + UUID.randomUUID());
            tell(List.of(merged(learner(welding, 1), learner(welding, 2))));
            awaitWithheld();
            // a later certificate of the merged record, and one more merge
            tell(List.of(merged(other, learner(welding, 1))));
            tell(
                    List.of(
                            issued(welding, 8, learner(welding, 2), "WELDING", today),
                            issued(welding, 9, other, "WELDING", today),
                            issued(welding, 10, learner(welding, 10), "WELDING", today)));
            awaitPeople(blk, 5);
        }

        private Told merged(LearnerId kept, LearnerId merged) {
            return new Told(
                    TRAINING,
                    event(
                            "/training-service",
                            merged.value(),
                            9,
                            new LearnersMerged(kept, merged),
                            lapas));
        }

        @Test
        void areOneWithATrainingAndACompetenceCertificate() {
            tell(
                    Stream.of(0, 1, 2, 3, 4, 20)
                            .map(
                                    i ->
                                            certified(
                                                    certificate(baking, i),
                                                    new CompetenceRecorded(
                                                            certificate(baking, i),
                                                            learner(welding, i),
                                                            lsp,
                                                            "c-" + i,
                                                            "SKEMA",
                                                            today,
                                                            null)))
                            .toList());
            tell(
                    List.of(
                            registered(blk, "BLK", InstitutionRole.TRAINING_PROVIDER, "Madiun"),
                            registered(
                                    lsp, "LSP", InstitutionRole.CERTIFICATION_BODY, "Surabaya")));
            awaitPeople(lsp, 6);
            await().untilAsserted(
                            () -> {
                                JsonNode figures = certifiedOf(region, "");
                                assertThat(figures.at("/people/count").asInt()).isEqualTo(6);
                                // 5 have a field, and 6 − 5 would tell that 1 has none
                                assertThat(figures.path("rows")).isEmpty();
                                assertThat(
                                                row(
                                                        certifiedOf(region, "?by=city")
                                                                .path("rows"),
                                                        "Surabaya"))
                                        .isEqualTo("6");
                            });
        }

        @Test
        void areNoneByAStatementOfAttainment() {
            CertificateId id = certificate(welding, 11);
            tell(
                    List.of(
                            certified(
                                    id,
                                    new CertificateIssued(
                                            id,
                                            CertificateKind.STATEMENT_OF_ATTAINMENT,
                                            welding,
                                            learner(welding, 11),
                                            blk,
                                            "s-1",
                                            today,
                                            "WELDING")),
                            issued(welding, 12, learner(welding, 12), "WELDING", today)));
            awaitPeople(blk, 6);
            await().until(
                            () ->
                                    mongo.getCollection("insightCertificates")
                                                    .countDocuments(new Document("_id", id.value()))
                                            == 1);
            awaitPeople(blk, 6);
        }
    }

    @Nested
    class Agreements {

        @ParameterizedTest
        @CsvSource({"91, false", "90, true", "0, true", "-1, false"})
        void areListedWhenTheyEndWithinNinetyDays(long daysLeft, boolean listed) {
            String id = "pks-" + UUID.randomUUID();
            tell(
                    List.of(
                            agreed(
                                    1,
                                    id,
                                    new AgreementActivated(
                                            agreement(
                                                    id, lapas, AgreementState.ACTIVE, daysLeft)))));
            await().until(
                            () ->
                                    figures(blk, "/api/insights/agreements").path("states").size()
                                            == 1);
            assertThat(figures(blk, "/api/insights/agreements").path("ending"))
                    .hasSize(listed ? 1 : 0);
        }

        @Test
        void areNotListedOnceTheyAreOver() {
            String id = "pks-" + UUID.randomUUID();
            tell(
                    List.of(
                            agreed(
                                    1,
                                    id,
                                    new AgreementActivated(
                                            agreement(id, lapas, AgreementState.RENEWED, 10)))));
            await().until(
                            () ->
                                    figures(blk, "/api/insights/agreements").path("states").size()
                                            == 1);
            assertThat(figures(blk, "/api/insights/agreements").path("ending")).isEmpty();
        }
    }

    @Nested
    class Asking {

        @ParameterizedTest
        @ValueSource(
                strings = {"by=learner", "from=2026-13", "until=x", "from=2026-11&until=2026-10"})
        void refusesWhatItCannotMean(String query) {
            assertThat(as(blk).get("/api/insights/certified?" + query).expect(400).code())
                    .isEqualTo("INVALID_INPUT");
        }

        @Test
        void takesOneMonth() {
            as(blk).get("/api/insights/certified?from=2026-11&until=2026-11").expect(200);
        }
    }
}
