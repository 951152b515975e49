package id.bekal.certification.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class CertificateIT extends RunningService {

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

    @Nested
    class Revoking {

        @Test
        void isVisibleToAnyoneAtOnceWithoutTheReason() {
            Document certificate = issued.getFirst();
            JsonNode revoked = revoke(as(blk), certificate, "nama keliru").expect(200).json();
            assertThat(revoked.path("status").asString()).isEqualTo("REVOKED");
            assertThat(revoked.at("/revocation/reason").asString()).isEqualTo("nama keliru");
            Api.Answer verified =
                    Api.at(port).get("/verify/" + certificate.getString("token")).expect(200);
            assertThat(verified.json().path("status").asString()).isEqualTo("REVOKED");
            assertThat(verified.json().toString()).doesNotContain("keliru", "reason", "revo");
            await().until(() -> eventsOf(certificate.getString("_id")).size() == 2);
            var event = eventsOf(certificate.getString("_id")).getLast();
            assertThat(event.event(CertificateRevoked.class).certificate())
                    .isEqualTo(idOf(certificate));
            assertThat(event.audience()).isEqualTo(blk);
            assertThat(event.sequenceNumber()).isEqualTo(2);
            assertThat(event.toJson()).doesNotContain("keliru");
        }

        @Test
        void isRefusedTheSecondTime() {
            revoke(as(blk), issued.getFirst(), "first").expect(200);
            Api.Answer refusal = revoke(as(blk), issued.getFirst(), "second").expect(409);
            assertThat(refusal.code()).isEqualTo("ALREADY_REVOKED");
            assertThat(refusal.json().path("detail").asString())
                    .isEqualTo("Sertifikat ini sudah dicabut.");
        }

        @Test
        void isRefusedWhenAnotherTookItsPlace() {
            Document certificate = issued.getFirst();
            mongo.getCollection("certificates")
                    .updateOne(
                            new Document("_id", certificate.getString("_id")),
                            new Document("$set", new Document("status", "REPLACED")));
            assertThat(revoke(as(blk), certificate, "x").expect(409).code())
                    .isEqualTo("ALREADY_REPLACED");
            assertThat(
                            Api.at(port)
                                    .get("/verify/" + certificate.getString("token"))
                                    .expect(200)
                                    .json()
                                    .path("status")
                                    .asString())
                    .isEqualTo("REPLACED");
        }

        @Test
        void isForTheIssuerAloneAndNeedsAReason() {
            Document certificate = issued.getFirst();
            revoke(as(provider()), certificate, "x").expect(404);
            assertThat(revoke(as(blk), certificate, " ").expect(400).json().at("/errors/0/field"))
                    .hasToString("\"reason\"");
            String read = TestTokens.of(blk, "BLK", "certificates.read");
            revoke(Api.at(port).with("Authorization", "Bearer " + read), certificate, "x")
                    .expect(403);
            assertThat(as(blk).get(path(certificate)).json().path("status").asString())
                    .isEqualTo("VALID");
        }

        private Api.Answer revoke(Api api, Document certificate, String reason) {
            return api.post(path(certificate) + "/revocation", Map.of("reason", reason));
        }
    }

    private String learner(int seat) {
        return program.learner(seat).value();
    }

    private static String path(Document certificate) {
        return "/api/certificates/" + certificate.getString("_id");
    }

    private static List<JsonNode> list(Api api, String query) {
        List<JsonNode> items = new ArrayList<>();
        api.get("/api/certificates" + query).expect(200).json().path("items").forEach(items::add);
        return items;
    }
}
