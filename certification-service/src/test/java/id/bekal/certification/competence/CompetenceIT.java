package id.bekal.certification.competence;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;
import static id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.holder.ErasingHolders;
import id.bekal.contracts.certification.CertificateExpiring;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class CompetenceIT extends RunningService {

    @Autowired NotifyingExpiry notifying;
    @Autowired Clock clock;
    @Autowired ErasingHolders erasing;

    private LocalDate today;
    private String lsp;
    private CompletedProgram program;

    @BeforeEach
    void completeAProgram() {
        today = LocalDate.now(clock);
        lsp = issuer(CERTIFICATION_BODY);
        program = CompletedProgram.of(provider()).graduates(1).failure();
        completed(program, 1);
    }

    private Map<String, Object> competence(int seat) {
        Map<String, Object> request = new HashMap<>();
        request.put("program", program.id().value());
        request.put("learner", program.learner(seat).value());
        request.put("number", "LSP " + NewIds.random());
        request.put("scheme", "Las SMAW Level 2");
        request.put("assessedOn", today.minusDays(2).toString());
        return request;
    }

    private Map<String, Object> with(Map<String, Object> request, String field, Object value) {
        request.put(field, value);
        return request;
    }

    private Api.Answer record(Map<String, Object> request) {
        return record(lsp, request);
    }

    private Api.Answer record(String body, Map<String, Object> request) {
        return as(body).post("/api/competence-certificates", request);
    }

    @Nested
    class Recording {

        @Test
        void keepsTheBodysNumberAndIsValidForThreeYears() {
            var request = competence(0);
            Api.Answer answer = record(request).expect(201);
            JsonNode json = answer.json();
            String id = json.path("id").asString();
            assertThat(answer.header("Location")).isEqualTo("/api/certificates/" + id);
            assertThat(json.path("kind").asString()).isEqualTo("COMPETENCE");
            assertThat(json.path("number").asString()).isEqualTo(request.get("number"));
            assertThat(json.path("validUntil").asString())
                    .isEqualTo(today.minusDays(2).plusYears(3).toString());
            // the answer is kept for repetition, so it names nobody
            assertThat(json.has("holder")).isFalse();
            assertThat(json.at("/title/id").asString()).isEqualTo("Juru Las SMAW");
            await().until(() -> eventsOf(id).size() == 1);
            var event = eventsOf(id).getFirst();
            assertThat(event.audience()).isEqualTo(lsp);
            assertThat(event.event(CompetenceRecorded.class).number())
                    .isEqualTo(request.get("number"));
            assertThat(event.toJson()).doesNotContain("Sulastri", "Magetan", "1995");
            assertThat(nameOn(id)).isEqualTo(program.name(0));
            as(provider()).get("/api/certificates/" + id).expect(404);
        }

        @Test
        void takesAnyoneWhoHadASeatHoweverItEnded() {
            JsonNode json =
                    record(with(competence(1), "title", "Juru Las Muda")).expect(201).json();
            assertThat(nameOn(json.path("id").asString())).isEqualTo(program.name(1));
            assertThat(json.at("/title/id").asString()).isEqualTo("Juru Las Muda");
        }

        @Test
        void verifiesByTokenUntilItsEnd() {
            var ended = with(competence(0), "assessedOn", today.minusDays(100).toString());
            ended.put("validUntil", today.minusDays(1).toString());
            assertThat(verified(record(ended))).isEqualTo("EXPIRED");
            var endsToday = with(competence(0), "assessedOn", today.minusDays(100).toString());
            endsToday.put("validUntil", today.toString());
            assertThat(verified(record(endsToday))).isEqualTo("VALID");
        }

        @Test
        void canBeRevokedByItsBody() {
            JsonNode json = record(competence(0)).expect(201).json();
            String path = "/api/certificates/" + json.path("id").asString() + "/revocation";
            as(lsp).post(path, Map.of("reason", "x")).expect(202);
            as(lsp, "HEAD").post(path + "/confirmation", "").expect(200);
        }

        @Test
        void isForTheBodyThatTheProgramNamed() {
            program = CompletedProgram.of(provider()).certifier(lsp).graduates(1);
            completed(program, 1);
            String other = issuer(CERTIFICATION_BODY);
            assertThat(record(other, competence(0)).expect(409).code())
                    .isEqualTo("NOT_THE_CERTIFIER");
            // who may not test them does not learn who sat there
            assertThat(record(other, with(competence(0), "learner", "stranger")).code())
                    .isEqualTo("NOT_THE_CERTIFIER");
            record(competence(0)).expect(201);
        }

        private String nameOn(String certificate) {
            return as(lsp).get("/api/certificates/" + certificate)
                    .expect(200)
                    .json()
                    .at("/holder/name")
                    .asString();
        }

        private String verified(Api.Answer recorded) {
            return Api.at(port)
                    .get(recorded.expect(201).json().path("verify").asString())
                    .expect(200)
                    .json()
                    .path("status")
                    .asString();
        }
    }

    @Nested
    class Refusing {

        @Test
        void whoIsNoCertificationBody() {
            assertThat(record(provider(), competence(0)).expect(409).code())
                    .isEqualTo("CERTIFICATION_BODY_REQUIRED");
            assertThat(record(newInstitution(), competence(0)).expect(409).code())
                    .isEqualTo("CERTIFICATION_BODY_REQUIRED");
        }

        @Test
        void aLapsedBodyAndOneThatRevealsCustody() {
            tell(2, snapshot(lsp, false, CERTIFICATION_BODY));
            await().untilAsserted(
                            () ->
                                    assertThat(record(competence(0)).code())
                                            .isEqualTo("ISSUER_NOT_IN_FORCE"));
            assertThat(
                            record(issuer(CERTIFICATION_BODY, CORRECTIONAL), competence(0))
                                    .expect(409)
                                    .code())
                    .isEqualTo("ISSUER_REVEALS_CUSTODY");
        }

        @Test
        void datesThatCannotBe() {
            var future = with(competence(0), "assessedOn", today.plusDays(1).toString());
            assertThat(record(future).expect(409).code()).isEqualTo("ASSESSED_IN_THE_FUTURE");
            var over = with(competence(0), "validUntil", today.minusDays(2).toString());
            Api.Answer refusal =
                    as(lsp).with("Accept-Language", "en")
                            .post("/api/competence-certificates", over)
                            .expect(409);
            assertThat(refusal.code()).isEqualTo("VALIDITY_ENDS_BEFORE_IT_BEGINS");
            assertThat(refusal.json().path("detail").asString())
                    .isEqualTo("Validity must end after the day of assessment.");
        }

        @Test
        void theSameCertificateAgainAndItsNumberForAnother() {
            var request = competence(0);
            record(request).expect(201);
            assertThat(record(request).expect(409).code()).isEqualTo("ALREADY_RECORDED");
            var another = with(competence(1), "number", request.get("number"));
            assertThat(record(another).expect(409).code()).isEqualTo("NUMBER_IS_TAKEN");
            // another body's numbers are its own
            record(issuer(CERTIFICATION_BODY), another).expect(201);
        }

        @Test
        void twoAtOnceButOne() throws Exception {
            var request = competence(0);
            Callable<Integer> recording = () -> record(request).status();
            try (var pool = Executors.newFixedThreadPool(2)) {
                List<Future<Integer>> answers = pool.invokeAll(List.of(recording, recording));
                assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                        .containsExactlyInAnyOrder(201, 409);
            }
        }

        @Test
        void learnersWhoHadNoSeatThere() {
            assertThat(record(with(competence(0), "learner", "stranger")).expect(404).code())
                    .isEqualTo("NOT_FOUND");
            record(with(competence(0), "program", "unknown")).expect(404);
        }

        @Test
        void whoCannotBeNamed() {
            program = CompletedProgram.of(provider()).graduates(1).failure().withoutHolder(1);
            completed(program, 1);
            assertThat(record(competence(1)).expect(409).code()).isEqualTo("HOLDER_IS_UNKNOWN");
            erasing.on(new LearnerErased(program.learner(0)));
            assertThat(record(competence(0)).expect(409).code()).isEqualTo("HOLDER_IS_ERASED");
        }

        @Test
        void malformedInputByField() {
            assertThat(fault(with(competence(0), "number", " "))).isEqualTo("number");
            assertThat(fault(with(competence(0), "scheme", "x".repeat(161)))).isEqualTo("scheme");
            assertThat(fault(with(competence(0), "assessedOn", "kemarin"))).isEqualTo("assessedOn");
            assertThat(fault(with(competence(0), "learner", "a b"))).isEqualTo("learner");
            assertThat(fault(with(competence(0), "program", null))).isEqualTo("program");
        }

        @Test
        void clientsWithoutTheScope() {
            String read = TestTokens.of(lsp, "LSP", "certificates.read");
            Api.at(port)
                    .with("Authorization", "Bearer " + read)
                    .post("/api/competence-certificates", competence(0))
                    .expect(403);
        }

        private String fault(Map<String, Object> request) {
            return record(request).expect(400).json().at("/errors/0/field").asString();
        }
    }

    @Nested
    class Notifying {

        @Test
        void happensOnceHoweverManyInstancesLook() throws Exception {
            String id =
                    record(with(competence(0), "validUntil", today.plusDays(30).toString()))
                            .expect(201)
                            .json()
                            .path("id")
                            .asString();
            try (var pool = Executors.newFixedThreadPool(3)) {
                Callable<Object> instance = Executors.callable(notifying::notifyDue);
                for (Future<Object> done : pool.invokeAll(List.of(instance, instance, instance))) {
                    done.get();
                }
            }
            notifying.notifyDue();
            await().until(() -> eventsOf(id).size() == 2);
            var event = eventsOf(id).getLast();
            assertThat(event.event(CertificateExpiring.class).validUntil())
                    .isEqualTo(today.plusDays(30));
            assertThat(event.sequenceNumber()).isEqualTo(2);
            assertThat(
                            mongo.getCollection("certificates")
                                    .find(new org.bson.Document("_id", id))
                                    .first())
                    .containsEntry("sequence", 2L)
                    .doesNotContainKey("nextNotice");
        }

        @Test
        void waitsUntilTheDayHasCome() {
            String id =
                    record(with(competence(0), "validUntil", today.plusDays(91).toString()))
                            .expect(201)
                            .json()
                            .path("id")
                            .asString();
            notifying.notifyDue();
            assertThat(
                            mongo.getCollection("certificates")
                                    .find(new org.bson.Document("_id", id))
                                    .first())
                    .containsEntry("sequence", 1L)
                    .containsKey("nextNotice");
        }
    }
}
