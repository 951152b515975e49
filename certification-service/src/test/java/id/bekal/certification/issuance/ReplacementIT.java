package id.bekal.certification.issuance;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;
import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.certificate.Correction;
import id.bekal.certification.credential.SigningCredentials;
import id.bekal.certification.holder.ErasingHolders;
import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.issuer.Issuers;
import id.bekal.certification.number.NumberSeries;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateReplaced;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.AdditionalAnswers;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class ReplacementIT extends RunningService {

    @Autowired Certificates certificates;
    @Autowired Issuers issuers;
    @Autowired Holders holders;
    @Autowired NumberSeries numbers;
    @Autowired SigningCredentials signing;
    @Autowired FinishingIssuances finishing;
    @Autowired ErasingHolders erasing;
    @Autowired Clock clock;

    private String blk;
    private CompletedProgram program;
    private Document old;

    @BeforeEach
    void issue() {
        blk = provider();
        program = CompletedProgram.of(blk).graduates(1).leaver();
        completed(program, 2);
        old = certificate("TRAINING");
    }

    @Nested
    class ReplacingOne {

        @Test
        void putsACorrectedOneInItsPlace() {
            Api.Answer answer = replace(old).expect(201);
            JsonNode successor = answer.json();
            String id = successor.path("id").asString();
            assertThat(answer.header("Location")).isEqualTo("/api/certificates/" + id);
            assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
                    .doesNotContain("Ningsih", "Magetan");
            assertThat(successor.path("status").asString()).isEqualTo("VALID");
            assertThat(successor.path("replaces").asString()).isEqualTo(old.getString("_id"));
            assertThat(successor.path("number").asString())
                    .isEqualTo("%05d/%s/%d".formatted(year() == 2026 ? 2 : 1, code(), year()));

            JsonNode read = as(blk).get("/api/certificates/" + id).expect(200).json();
            assertThat(read.at("/holder/name").asString()).isEqualTo("Sulastri Ningsih");
            assertThat(read.path("hours").asInt()).isEqualTo(160);
            JsonNode replaced = as(blk).get(path(old)).expect(200).json();
            assertThat(replaced.path("status").asString()).isEqualTo("REPLACED");
            assertThat(replaced.at("/replacement/successor").asString()).isEqualTo(id);
            assertThat(replaced.at("/replacement/by").asString()).isEqualTo(blk + "-head");
            assertThat(replaced.at("/holder/name").asString()).isEqualTo(program.name(0));
        }

        @Test
        void leadsWhoVerifiesTheOldOneToTheNewWithoutAReason() {
            String verify = replace(old).expect(201).json().path("verify").asString();
            JsonNode seen = verified(old);
            assertThat(seen.path("status").asString()).isEqualTo("REPLACED");
            assertThat(seen.path("successor").asString()).isEqualTo(verify);
            assertThat(seen.toString()).doesNotContain("ketik", "reason");
            JsonNode next = Api.at(port).get(verify).expect(200).json();
            assertThat(next.path("status").asString()).isEqualTo("VALID");
            assertThat(next.path("holder").asString()).isEqualTo("Sulastri Ningsih");
            assertThat(next.has("successor")).isFalse();
        }

        @Test
        void isToldOfBoth() {
            JsonNode successor = replace(old).expect(201).json();
            String id = successor.path("id").asString();
            await().until(() -> eventsOf(id).size() == 1 && eventsOf(oldId()).size() == 2);
            assertThat(eventsOf(id).getFirst().event(CertificateIssued.class).number())
                    .isEqualTo(successor.path("number").asString());
            var event = eventsOf(oldId()).getLast();
            assertThat(event.event(CertificateReplaced.class).successor()).hasToString(id);
            assertThat(event.audience()).isEqualTo(blk);
            assertThat(event.toJson()).doesNotContain("ketik", "Ningsih", "head");
        }

        @Test
        void correctsAResultAndLeavesTheHolder() {
            JsonNode successor =
                    post(
                                    as(blk, "HEAD"),
                                    old,
                                    Map.of(
                                            "reason",
                                            "uji ulang",
                                            "units",
                                            Map.of("C.24LAS01.028.1", "BK")))
                            .expect(201)
                            .json();
            assertThat(successor.at("/units/0/result").asString()).isEqualTo("BK");
            assertThat(successor.at("/units/1/result").asString()).isEqualTo("K");
            assertThat(
                            as(blk).get("/api/certificates/" + successor.path("id").asString())
                                    .json()
                                    .at("/holder/name")
                                    .asString())
                    .isEqualTo(program.name(0));
        }

        @Test
        void keepsAStatementAStatementInItsOwnSeries() {
            JsonNode successor = replace(certificate("STATEMENT_OF_ATTAINMENT")).expect(201).json();
            assertThat(successor.path("kind").asString()).isEqualTo("STATEMENT_OF_ATTAINMENT");
            assertThat(successor.path("number").asString()).startsWith("0000").contains("/SK/");
        }

        @Test
        void marksTheOldNumberWhereTheIssuerSaysSo() {
            set("SUFFIX");
            JsonNode first = replace(old).expect(201).json();
            assertThat(first.path("number").asString())
                    .isEqualTo("00001-R1/%s/2026".formatted(code()));
            JsonNode second = replace(stored(first.path("id").asString())).expect(201).json();
            assertThat(second.path("number").asString())
                    .isEqualTo("00001-R2/%s/2026".formatted(code()));
            assertThat(
                            replace(certificate("STATEMENT_OF_ATTAINMENT"))
                                    .expect(201)
                                    .json()
                                    .path("number")
                                    .asString())
                    .isEqualTo("00001-R1/SK/%s/2026".formatted(code()));
        }

        @Test
        void takesTheBodysOwnNumberForACompetenceCertificate() {
            String lsp = issuer(CERTIFICATION_BODY);
            Document competence = competence(lsp, "LSP-1");
            competence(lsp, "LSP-2", "Las Level 3");
            Api head = as(lsp, "HEAD");
            assertThat(post(head, competence, renaming()).expect(400).json().at("/errors/0/field"))
                    .hasToString("\"number\"");
            Map<String, Object> taken = renaming();
            taken.put("number", "LSP-2");
            Api.Answer refusal = post(head, competence, taken).expect(409);
            assertThat(refusal.code()).isEqualTo("NUMBER_IS_TAKEN");
            assertThat(verified(competence).path("status").asString()).isEqualTo("VALID");
            Map<String, Object> free = renaming();
            free.put("number", "LSP-3");
            JsonNode successor = post(head, competence, free).expect(201).json();
            assertThat(successor.path("number").asString()).isEqualTo("LSP-3");
            assertThat(successor.path("validUntil").asString())
                    .isEqualTo(as(lsp).get(path(competence)).json().path("validUntil").asString());
            assertThat(verified(competence).path("status").asString()).isEqualTo("REPLACED");
        }
    }

    @Nested
    class Refusing {

        @Test
        void happensTheSecondTime() {
            replace(old).expect(201);
            Api.Answer refusal = replace(old).expect(409);
            assertThat(refusal.code()).isEqualTo("ALREADY_REPLACED");
        }

        @Test
        void happensForWhatIsRevoked() {
            as(blk, "OFFICER").post(path(old) + "/revocation", Map.of("reason", "x")).expect(202);
            assertThat(replace(old).expect(409).code()).isEqualTo("REVOCATION_REQUESTED_ALREADY");
            as(blk, "HEAD").post(path(old) + "/revocation/confirmation", "").expect(200);
            assertThat(replace(old).expect(409).code()).isEqualTo("ALREADY_REVOKED");
        }

        @Test
        void happensOnceTheHolderIsErased() {
            erasing.on(new LearnerErased(program.learner(0)));
            Api.Answer refusal = replace(old).expect(409);
            assertThat(refusal.code()).isEqualTo("HOLDER_IS_ERASED");
            assertThat(verified(old).path("status").asString()).isEqualTo("VALID");
        }

        @Test
        void happensWhileTheIssuerIsNotInForce() {
            tell(2, snapshot(blk, false, TRAINING_PROVIDER));
            await().until(() -> !issuers.find(new InstitutionId(blk)).orElseThrow().inForce());
            assertThat(replace(old).expect(409).code()).isEqualTo("ISSUER_NOT_IN_FORCE");
            tell(3, snapshot(blk, true, TRAINING_PROVIDER));
            await().until(() -> issuers.find(new InstitutionId(blk)).orElseThrow().inForce());
            replace(old).expect(201);
        }

        @Test
        void happensToWhoIsNotTheIssuersHead() {
            post(as(blk, "OFFICER"), old, renaming()).expect(403);
            post(as(blk), old, renaming()).expect(403);
            post(as(provider(), "HEAD"), old, renaming()).expect(404);
            String read = TestTokens.of(blk, "BLK", "certificates.read", List.of("HEAD"));
            post(Api.at(port).with("Authorization", "Bearer " + read), old, renaming()).expect(403);
            assertThat(verified(old).path("status").asString()).isEqualTo("VALID");
        }

        @Test
        void namesTheFieldAtFault() {
            assertThat(fault(Map.of("reason", "x"))).isEqualTo("holder");
            assertThat(fault(Map.of("holder", Map.of("name", "A")))).isEqualTo("reason");
            assertThat(fault(Map.of("reason", "x", "holder", Map.of("name", " "))))
                    .isEqualTo("holder.name");
            assertThat(fault(Map.of("reason", "x", "units", Map.of("X.1", "K"))))
                    .isEqualTo("units");
            Map<String, Object> numbered = renaming();
            numbered.put("number", "00009/X/2026");
            assertThat(fault(numbered)).isEqualTo("number");
        }

        private String fault(Map<String, Object> body) {
            return post(as(blk, "HEAD"), old, body)
                    .expect(400)
                    .json()
                    .at("/errors/0/field")
                    .asString();
        }
    }

    /** What was decided is carried out once, whatever ends it in between. */
    @Nested
    class Dying {

        @ParameterizedTest
        @ValueSource(strings = {"decided", "numbered", "inserted"})
        void isMadeGoodByTheSweep(String at) {
            for (String policy : List.of("NEW", "SUFFIX")) {
                issue();
                set(policy);
                dieWhen(at);
                assertThat(verified(old).path("status").asString()).isEqualTo("VALID");
                finishing.finish();
                assertReplacedOnce();
                finishing.finish();
                assertReplacedOnce();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"decided", "numbered", "inserted"})
        void isMadeGoodByWhoAsksAgain(String at) {
            dieWhen(at);
            assertThat(replace(old).expect(409).code()).isEqualTo("ALREADY_REPLACED");
            assertReplacedOnce();
        }

        @Test
        void doesNotLetItBeRevokedMeanwhile() {
            dieWhen("numbered");
            assertThat(
                            as(blk, "OFFICER")
                                    .post(path(old) + "/revocation", Map.of("reason", "x"))
                                    .expect(409)
                                    .code())
                    .isEqualTo("ALREADY_REPLACED");
        }

        @Test
        void leavesASuccessorWithoutANameWhenTheLearnerIsErasedMeanwhile() {
            dieWhen("decided");
            erasing.on(new LearnerErased(program.learner(0)));
            finishing.finish();
            assertReplacedOnce();
            assertThat(successor()).doesNotContainKey("holder");
        }

        @Test
        void leavesTheNameNowhereInClearAndNotInTheOldOneOnceDone() {
            dieWhen("decided");
            assertThat(stored(oldId()).toJson()).doesNotContain("Ningsih");
            finishing.finish();
            assertThat(stored(oldId())).doesNotContainKey("replacement");
        }

        private void dieWhen(String at) {
            NumberSeries noNumbers = Mockito.mock();
            Mockito.when(
                            noNumbers.allocate(
                                    Mockito.anyString(), Mockito.anyString(), Mockito.anyInt()))
                    .thenThrow(new IllegalStateException("killed"));
            Certificates dying =
                    Mockito.mock(Certificates.class, AdditionalAnswers.delegatesTo(certificates));
            Mockito.doAnswer(
                            insert -> {
                                if (at.equals("inserted")) {
                                    certificates.insert(insert.getArgument(0, Certificate.class));
                                }
                                throw new IllegalStateException("killed");
                            })
                    .when(dying)
                    .insert(Mockito.any(Certificate.class));
            var doomed =
                    new ReplacingCertificates(
                            dying,
                            issuers,
                            holders,
                            at.equals("decided") ? noNumbers : numbers,
                            signing,
                            clock);
            assertThatThrownBy(
                            () ->
                                    doomed.handle(
                                            new ReplaceCertificate(
                                                    idOf(old),
                                                    new InstitutionId(blk),
                                                    new Correction(
                                                            new Holder(
                                                                    "Sulastri Ningsih", null, null),
                                                            Map.of(),
                                                            "salah ketik",
                                                            "head"),
                                                    null)))
                    .hasMessage("killed");
        }
    }

    @Test
    void happensOnceHoweverManyAskAtOnce() throws Exception {
        List<Integer> answers = atOnce(Collections.nCopies(20, () -> replace(old).status()));
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(answers).containsOnly(201, 409);
        assertReplacedOnce();
    }

    private void assertReplacedOnce() {
        assertThat(verified(old).path("status").asString()).isEqualTo("REPLACED");
        assertThat(successors()).hasSize(1);
        String id = successor().getString("_id");
        await().until(() -> eventsOf(id).size() == 1 && eventsOf(oldId()).size() == 2);
        assertThat(stored(oldId())).containsEntry("sequence", 2L);
        assertThat(stored(id)).containsEntry("sequence", 1L);
    }

    private List<Document> successors() {
        return certificatesOf(program).stream()
                .filter(c -> oldId().equals(c.getString("predecessor")))
                .toList();
    }

    private Document successor() {
        return successors().getFirst();
    }

    private Document certificate(String kind) {
        return certificatesOf(program).stream()
                .filter(c -> c.getString("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private Document competence(String lsp, String number) {
        return competence(lsp, number, "Las Level 2");
    }

    private Document competence(String lsp, String number, String scheme) {
        String id =
                as(lsp).post(
                                "/api/competence-certificates",
                                Map.of(
                                        "program", program.id().value(),
                                        "learner", program.learner(0).value(),
                                        "number", number,
                                        "scheme", scheme,
                                        "assessedOn", LocalDate.now(clock).toString()))
                        .expect(201)
                        .json()
                        .path("id")
                        .asString();
        return stored(id);
    }

    private Api.Answer replace(Document certificate) {
        return post(as(blk, "HEAD"), certificate, renaming());
    }

    private static Map<String, Object> renaming() {
        Map<String, Object> body = new HashMap<>();
        body.put("reason", "salah ketik");
        body.put(
                "holder",
                Map.of(
                        "name",
                        "Sulastri Ningsih",
                        "birthPlace",
                        "Magetan",
                        "birthDate",
                        "1995-03-18"));
        return body;
    }

    private static Api.Answer post(Api api, Document certificate, Map<String, Object> body) {
        return api.with("Idempotency-Key", NewIds.random())
                .post(path(certificate) + "/replacement", body);
    }

    private JsonNode verified(Document certificate) {
        return Api.at(port).get("/verify/" + certificate.getString("token")).expect(200).json();
    }

    private void set(String replacementNumber) {
        as(blk).put(
                        "/api/issuers/" + blk,
                        Map.of("code", code(), "replacementNumber", replacementNumber))
                .expect(200);
    }

    private String code() {
        return issuers.find(new InstitutionId(blk)).orElseThrow().code();
    }

    private int year() {
        return LocalDate.now(clock).getYear();
    }

    private String oldId() {
        return old.getString("_id");
    }

    private Document stored(String id) {
        return mongo.getCollection("certificates").find(new Document("_id", id)).first();
    }

    private static String path(Document certificate) {
        return "/api/certificates/" + certificate.getString("_id");
    }
}
