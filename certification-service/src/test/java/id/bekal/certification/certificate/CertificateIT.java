package id.bekal.certification.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.holder.ErasingHolders;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.platform.accesslog.Access;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class CertificateIT extends RunningService {

    @Autowired Clock clock;
    @Autowired ErasingHolders erasing;

    private String blk;
    private CompletedProgram program;
    private List<Document> issued;

    @BeforeEach
    void issueFour() {
        blk = provider();
        program = CompletedProgram.of(blk).graduates(3).leaver();
        issued = completed(program, 4);
    }

    @Nested
    class Reading {

        @Test
        void showsTheIssuerWhatItIssued() {
            Document stored =
                    issued.stream()
                            .filter(c -> c.getString("learner").equals(learner(0)))
                            .findFirst()
                            .orElseThrow();
            Api.Answer answer = as(blk).get(path(stored)).expect(200);
            JsonNode json = answer.json();
            assertThat(answer.header("ETag")).isEqualTo("\"0\"");
            assertThat(json.path("number").asString()).isEqualTo(stored.getString("number"));
            assertThat(json.path("status").asString()).isEqualTo("VALID");
            assertThat(json.path("kind").asString()).isEqualTo("TRAINING");
            assertThat(json.path("verify").asString())
                    .isEqualTo("/verify/" + stored.getString("token"));
            assertThat(json.path("holder").toString())
                    .isEqualTo(
                            "{\"name\":\"%s\",\"birthPlace\":\"Magetan\",\"birthDate\":\"1995-03-17\"}"
                                    .formatted(program.name(0)));
            assertThat(json.path("title").toString())
                    .isEqualTo("{\"id\":\"Juru Las SMAW\",\"en\":\"SMAW Welder\"}");
            assertThat(json.path("hours").asInt()).isEqualTo(160);
            assertThat(json.path("issuedOn").asString()).isEqualTo("2026-11-20");
            assertThat(json.at("/units/0/code").asString()).isEqualTo("C.24LAS01.028.1");
            assertThat(json.at("/units/1/result").asString()).isEqualTo("K");
        }

        @Test
        void hidesThemFromOthers() {
            String other = provider();
            as(other).get(path(issued.getFirst())).expect(404);
            assertThat(list(as(other), "?program=" + program.id())).isEmpty();
            Api.at(port).get(path(issued.getFirst())).expect(401);
            String write = TestTokens.of(blk, "BLK", "certificates.write");
            Api.at(port)
                    .with("Authorization", "Bearer " + write)
                    .get(path(issued.getFirst()))
                    .expect(403);
        }
    }

    @Nested
    class Listing {

        @Test
        void filtersByProgramLearnerAndKind() {
            completed(CompletedProgram.of(blk).graduates(1), 1);
            assertThat(list(as(blk), "")).hasSize(5);
            assertThat(list(as(blk), "?program=" + program.id())).hasSize(4);
            assertThat(list(as(blk), "?learner=" + learner(1))).hasSize(1);
            assertThat(list(as(blk), "?program=" + program.id() + "&kind=STATEMENT_OF_ATTAINMENT"))
                    .hasSize(1);
            as(blk).get("/api/certificates?kind=DIPLOMA").expect(400);
        }

        @Test
        void goesOnAtTheCursor() {
            Set<String> seen = new HashSet<>();
            String cursor = "";
            int pages = 0;
            do {
                JsonNode page =
                        as(blk).get("/api/certificates?limit=3" + cursor).expect(200).json();
                page.path("items").forEach(item -> seen.add(item.path("id").asString()));
                cursor = "&cursor=" + page.path("next").asString("");
                pages++;
            } while (!cursor.equals("&cursor="));
            assertThat(seen).hasSize(4);
            assertThat(pages).isEqualTo(2);
        }
    }

    /** Two of the issuer's people make a certificate void, or do not. */
    @Nested
    class Revoking {

        private Document certificate;

        @BeforeEach
        void takeOne() {
            certificate = issued.getFirst();
        }

        @Test
        void changesNothingForAnyoneUntilAnotherPersonConfirms() {
            Api.Answer requested = request(as(blk, "OFFICER"), "salah ketik").expect(202);
            assertThat(requested.header("ETag")).isEqualTo("\"1\"");
            assertThat(requested.json().path("status").asString()).isEqualTo("VALID");
            assertThat(requested.json().at("/revocationRequest/reason").asString())
                    .isEqualTo("salah ketik");
            assertThat(requested.json().at("/revocationRequest/by").asString())
                    .isEqualTo(blk + "-officer");
            assertThat(verified().path("status").asString()).isEqualTo("VALID");
            assertThat(stored()).containsEntry("sequence", 1L);

            JsonNode revoked = confirm(as(blk, "HEAD")).expect(200).json();
            assertThat(revoked.path("status").asString()).isEqualTo("REVOKED");
            assertThat(revoked.at("/revocation/reason").asString()).isEqualTo("salah ketik");
            assertThat(revoked.at("/revocation/requestedBy").asString())
                    .isEqualTo(blk + "-officer");
            assertThat(revoked.at("/revocation/confirmedBy").asString()).isEqualTo(blk + "-head");
            assertThat(revoked.has("revocationRequest")).isFalse();
            assertThat(verified().path("status").asString()).isEqualTo("REVOKED");
            assertThat(verified().toString()).doesNotContain("ketik", "reason", "revo");
            await().until(() -> eventsOf(id()).size() == 2);
            var event = eventsOf(id()).getLast();
            assertThat(event.event(CertificateRevoked.class).certificate())
                    .isEqualTo(idOf(certificate));
            assertThat(event.audience()).isEqualTo(blk);
            assertThat(event.sequenceNumber()).isEqualTo(2);
            assertThat(event.toJson()).doesNotContain("ketik", "officer", "head");
        }

        @Test
        void isRefusedToTheHeadWhoRequestedIt() {
            request(as(blk, "HEAD"), "x").expect(202);
            Api.Answer refusal = confirm(as(blk, "HEAD")).expect(409);
            assertThat(refusal.code()).isEqualTo("SECOND_PERSON_NEEDED");
            assertThat(refusal.json().path("detail").asString())
                    .isEqualTo(
                            "Pencabutan harus dikonfirmasi oleh orang lain, bukan oleh yang"
                                    + " mengajukannya.");
            assertThat(verified().path("status").asString()).isEqualTo("VALID");
            // an officer's word is no second one either
            confirm(as(blk, "OFFICER")).expect(403);
            confirm(as(blk)).expect(403);
        }

        @Test
        void endsWhenAHeadRefuses() {
            request(as(blk, "OFFICER"), "x").expect(202);
            refuse(as(blk, "OFFICER")).expect(403);
            JsonNode kept = refuse(as(blk, "HEAD")).expect(200).json();
            assertThat(kept.path("status").asString()).isEqualTo("VALID");
            assertThat(kept.has("revocationRequest")).isFalse();
            assertThat(confirm(as(blk, "HEAD")).expect(409).code())
                    .isEqualTo("NO_REVOCATION_REQUESTED");
            assertThat(refuse(as(blk, "HEAD")).expect(409).code())
                    .isEqualTo("NO_REVOCATION_REQUESTED");
            request(as(blk, "OFFICER"), "y").expect(202);
        }

        @Test
        void lapses() {
            request(as(blk, "OFFICER"), "x").expect(202);
            mongo.getCollection("certificates")
                    .updateOne(
                            new Document("_id", id()),
                            new Document(
                                    "$set",
                                    new Document(
                                            "revocationRequest.lapsesAt",
                                            Date.from(clock.instant()))));
            assertThat(confirm(as(blk, "HEAD")).expect(409).code())
                    .isEqualTo("NO_REVOCATION_REQUESTED");
            assertThat(as(blk).get(path(certificate)).json().has("revocationRequest")).isFalse();
            assertThat(waiting()).isEmpty();
            request(as(blk, "OFFICER"), "y").expect(202);
        }

        @Test
        void waitsForTwoWeeksUnlessSet() {
            JsonNode request =
                    request(as(blk, "OFFICER"), "x").expect(202).json().path("revocationRequest");
            assertThat(Instant.parse(request.path("lapsesAt").asString()))
                    .isEqualTo(
                            Instant.parse(request.path("at").asString()).plus(Duration.ofDays(14)));
        }

        @Test
        void isListedForWhoIsToConfirm() {
            assertThat(waiting()).isEmpty();
            request(as(blk, "OFFICER"), "x").expect(202);
            assertThat(waiting()).containsExactly(id());
            confirm(as(blk, "HEAD")).expect(200);
            assertThat(waiting()).isEmpty();
        }

        @Test
        void isRefusedTheSecondTime() {
            request(as(blk), "first").expect(202);
            assertThat(request(as(blk), "second").expect(409).code())
                    .isEqualTo("REVOCATION_REQUESTED_ALREADY");
            confirm(as(blk, "HEAD")).expect(200);
            Api.Answer refusal = request(as(blk), "third").expect(409);
            assertThat(refusal.code()).isEqualTo("ALREADY_REVOKED");
            assertThat(refusal.json().path("detail").asString())
                    .isEqualTo("Sertifikat ini sudah dicabut.");
            assertThat(confirm(as(blk, "HEAD")).expect(409).code()).isEqualTo("ALREADY_REVOKED");
        }

        @Test
        void happensOnceHoweverManyConfirmAtOnce() throws Exception {
            request(as(blk, "OFFICER"), "x").expect(202);
            Api head = as(blk, "HEAD");
            List<Integer> answers = atOnce(Collections.nCopies(50, () -> confirm(head).status()));
            assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
            assertThat(answers).containsOnly(200, 409);
            await().until(() -> eventsOf(id()).size() >= 2);
            assertThat(stored()).containsEntry("sequence", 2L);
            assertThat(eventsOf(id())).hasSize(2);
        }

        @Test
        void isRefusedWhenAnotherTookItsPlace() {
            mongo.getCollection("certificates")
                    .updateOne(
                            new Document("_id", id()),
                            new Document("$set", new Document("status", "REPLACED")));
            assertThat(request(as(blk), "x").expect(409).code()).isEqualTo("ALREADY_REPLACED");
            assertThat(verified().path("status").asString()).isEqualTo("REPLACED");
        }

        @Test
        void isForTheIssuerAloneAndNeedsAReason() {
            String other = provider();
            request(as(other), "x").expect(404);
            assertThat(request(as(blk), " ").expect(400).json().at("/errors/0/field"))
                    .hasToString("\"reason\"");
            String read = TestTokens.of(blk, "BLK", "certificates.read");
            request(Api.at(port).with("Authorization", "Bearer " + read), "x").expect(403);
            request(as(blk), "x").expect(202);
            confirm(as(other, "HEAD")).expect(404);
            refuse(as(other, "HEAD")).expect(404);
            assertThat(verified().path("status").asString()).isEqualTo("VALID");
        }

        @Test
        void namesNobodyInAnswersThatAreKept() {
            Api officer = as(blk, "OFFICER").with("Idempotency-Key", "r-" + id());
            String answer = text(request(officer, "x").expect(202));
            assertThat(answer).doesNotContain("Sulastri", "Magetan", "1995");
            Api.Answer again = request(officer, "x").expect(202);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(text(again)).isEqualTo(answer);
            assertThat(text(confirm(as(blk, "HEAD")).expect(200)))
                    .doesNotContain("Sulastri", "Magetan", "1995");
        }

        private Api.Answer request(Api api, String reason) {
            return api.post(path(certificate) + "/revocation", Map.of("reason", reason));
        }

        private Api.Answer confirm(Api api) {
            return api.post(path(certificate) + "/revocation/confirmation", "");
        }

        private Api.Answer refuse(Api api) {
            return api.post(path(certificate) + "/revocation/refusal", "");
        }

        private List<String> waiting() {
            return list(as(blk, "HEAD"), "?revocationRequested=true").stream()
                    .map(item -> item.path("id").asString())
                    .toList();
        }

        private JsonNode verified() {
            return Api.at(port).get("/verify/" + certificate.getString("token")).expect(200).json();
        }

        private Document stored() {
            return mongo.getCollection("certificates").find(new Document("_id", id())).first();
        }

        private String id() {
            return certificate.getString("_id");
        }
    }

    /** Each reading of a name is on record before it is answered. */
    @Nested
    class Logging {

        @Autowired AccessLog accessLog;

        private Instant before;

        @BeforeEach
        void lookAtTheClock() {
            before = clock.instant();
        }

        @Test
        void saysWhoReadACertificate() {
            Document certificate = issued.getFirst();
            as(blk, "OFFICER").get(path(certificate)).expect(200);
            assertThat(readingsOf(certificate.getString("learner")))
                    .singleElement()
                    .satisfies(
                            access -> {
                                assertThat(access.by()).isEqualTo(blk + "-officer");
                                assertThat(access.institution()).hasToString(blk);
                                assertThat(access.action()).isEqualTo(Action.CERTIFICATE_READ);
                            });
        }

        @Test
        void saysWhoReadAList() {
            list(as(blk), "?program=" + program.id());
            for (int seat = 0; seat < 4; seat++) {
                assertThat(readingsOf(learner(seat))).hasSize(1);
            }
        }

        @Test
        void isSilentWhereNobodyWasNamed() {
            Document certificate = issued.getFirst();
            as(provider()).get(path(certificate)).expect(404);
            as(blk).post(path(certificate) + "/revocation", Map.of("reason", "x")).expect(202);
            as(blk, "HEAD").post(path(certificate) + "/revocation/confirmation", "").expect(200);
            erasing.on(new LearnerErased(program.learner(1)));
            list(as(blk), "?learner=" + learner(1));
            assertThat(readingsOf(certificate.getString("learner"))).isEmpty();
            assertThat(readingsOf(learner(1))).isEmpty();
        }

        private List<Access> readingsOf(String learner) {
            return accessLog
                    .of(new LearnerId(learner), before, clock.instant().plus(Duration.ofMinutes(1)))
                    .accesses();
        }
    }

    private String learner(int seat) {
        return program.learner(seat).value();
    }

    private static String path(Document certificate) {
        return "/api/certificates/" + certificate.getString("_id");
    }

    private static String text(Api.Answer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    private static List<JsonNode> list(Api api, String query) {
        List<JsonNode> items = new ArrayList<>();
        api.get("/api/certificates" + query).expect(200).json().path("items").forEach(items::add);
        return items;
    }
}
