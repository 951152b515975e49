package id.bekal.certification.link;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.holder.ErasingHolders;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class LinkIT extends RunningService {

    @Autowired ErasingHolders erasing;
    @Autowired SharingCertificates sharing;
    @Autowired Clock clock;

    private String blk;
    private CompletedProgram program;

    @BeforeEach
    void issue() {
        blk = provider();
        program = CompletedProgram.of(blk).graduates(2);
        completed(program, 2);
    }

    @Nested
    class HandingOut {

        @Test
        void tellsTheLinkOnceAndStoresItNowhere() {
            Api officer = as(blk, "OFFICER").with("Idempotency-Key", NewIds.random());
            Map<String, String> body = Map.of("learner", program.learner(0).value());
            Api.Answer answer = officer.post("/api/certificates/links", body).expect(201);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            String path = answer.json().path("path").asString();
            assertThat(path).matches("/holders/[a-z0-9]{26}");
            Api.Answer again = officer.post("/api/certificates/links", body).expect(201);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.json().has("path")).isFalse();
            String token = path.substring(path.lastIndexOf('/') + 1);
            for (String collection : mongo.getCollectionNames()) {
                mongo.getCollection(collection)
                        .find()
                        .forEach(document -> assertThat(text(document)).doesNotContain(token));
            }
        }

        @Test
        void isForWhoIssuedSomethingToTheLearner() {
            String other = provider();
            completed(CompletedProgram.of(other).graduates(1), 1);
            link(as(other), program.learner(0)).expect(404);
            link(as(blk), new LearnerId(NewIds.random())).expect(404);
            link(as(blk, "OBSERVER"), program.learner(0)).expect(403);
            String read = TestTokens.of(blk, "BLK", "certificates.read");
            link(Api.at(port).with("Authorization", "Bearer " + read), program.learner(0))
                    .expect(403);
            link(Api.at(port), program.learner(0)).expect(401);
            link(as(blk), program.learner(0)).expect(201);
            as(blk).post("/api/certificates/links", Map.of()).expect(400);
        }

        @Test
        void isRefusedOnceTheLearnerIsErased() {
            erasing.on(new LearnerErased(program.learner(0)));
            assertThat(link(as(blk), program.learner(0)).expect(409).code())
                    .isEqualTo("HOLDER_IS_ERASED");
        }

        @Test
        void leavesFiveGoodHoweverManyAreMadeAtOnce() throws Exception {
            List<String> paths = atOnce(Collections.nCopies(12, () -> linkTo(program.learner(0))));
            assertThat(paths.stream().filter(path -> open(path).status() == 200)).hasSize(5);
            String sixth = linkTo(program.learner(0));
            assertThat(open(sixth).status()).isEqualTo(200);
            assertThat(paths.stream().filter(path -> open(path).status() == 200)).hasSize(4);
        }
    }

    @Nested
    class Opening {

        @Test
        void showsAllCertificatesWhoeverIssuedThemAndNothingOfCustody() {
            String lsp = issuer(CERTIFICATION_BODY);
            as(lsp).post(
                            "/api/competence-certificates",
                            Map.of(
                                    "program", program.id().value(),
                                    "learner", program.learner(0).value(),
                                    "number", "LSP-7",
                                    "scheme", "Las SMAW Level 2",
                                    "assessedOn", LocalDate.now(clock).toString()))
                    .expect(201);
            Api.Answer answer = open(linkTo(program.learner(0))).expect(200);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            List<JsonNode> items = items(answer);
            assertThat(items)
                    .extracting(item -> item.path("kind").asString())
                    .containsExactlyInAnyOrder("COMPETENCE", "TRAINING");
            JsonNode training =
                    items.stream()
                            .filter(item -> item.path("kind").asString().equals("TRAINING"))
                            .findFirst()
                            .orElseThrow();
            assertThat(training.propertyNames())
                    .containsExactlyInAnyOrder(
                            "verify", "title", "kind", "number", "status", "issuer", "issuedOn");
            assertThat(training.path("status").asString()).isEqualTo("VALID");
            assertThat(training.path("title").toString())
                    .isEqualTo("{\"id\":\"Juru Las SMAW\",\"en\":\"SMAW Welder\"}");
            assertThat(
                            Api.at(port)
                                    .get(training.path("verify").asString())
                                    .expect(200)
                                    .json()
                                    .path("holder")
                                    .asString())
                    .isEqualTo(program.name(0));
            assertThat(text(answer))
                    .doesNotContain(
                            "Sulastri", program.id().value(), program.learner(0).value(), "Lapas");
        }

        @Test
        void showsThoseOfRecordsThatAreOfTheSamePerson() {
            String other = provider();
            var elsewhere = CompletedProgram.of(other).graduates(1);
            completed(elsewhere, 1);
            String kept = linkTo(program.learner(0));
            String merged = linkTo(other, elsewhere.learner(0));
            assertThat(items(open(kept).expect(200))).hasSize(1);
            erasing.on(new LearnersMerged(program.learner(0), elsewhere.learner(0)));
            assertThat(items(open(kept).expect(200))).hasSize(2);
            assertThat(items(open(merged).expect(200))).hasSize(2);
            // who issued to one record may hand out a link to the other
            link(as(other), program.learner(0)).expect(201);
            assertThat(items(open(linkTo(program.learner(1))).expect(200))).hasSize(1);
        }

        @Test
        void answersUnknownMalformedAndEndedLinksAlike() {
            String path = linkTo(program.learner(0));
            revoke(path).expect(204);
            Api.Answer ended = open(path).expect(404);
            assertThat(ended.code()).isEqualTo("NOT_FOUND");
            for (String other :
                    List.of(NewIds.random(), "x", "A".repeat(26), "a".repeat(300), "%20", "a.b")) {
                Api.Answer answer = open("/holders/" + other).expect(404);
                assertThat(answer.bytes()).isEqualTo(ended.bytes());
                assertThat(answer.header("Content-Type")).isEqualTo(ended.header("Content-Type"));
                assertThat(revoke("/holders/" + other).expect(404).bytes())
                        .isEqualTo(ended.bytes());
            }
            assertThat(text(ended)).doesNotContain(path);
        }
    }

    @Nested
    class Ending {

        @Test
        void endsOneAndLeavesTheOthers() {
            String one = linkTo(program.learner(0));
            String two = linkTo(program.learner(0));
            revoke(one).expect(204);
            open(one).expect(404);
            revoke(one).expect(404);
            open(two).expect(200);
        }

        @Test
        void endsAllWithTheLearner() {
            String one = linkTo(program.learner(0));
            String two = linkTo(program.learner(0));
            String another = linkTo(program.learner(1));
            TopicReader.put(
                    kafka,
                    "bekal.training.v1",
                    EventEnvelope.of(
                            UUID.randomUUID().toString(),
                            "/training-service",
                            program.learner(0).value(),
                            Instant.EPOCH,
                            9,
                            Set.of(),
                            null,
                            new LearnerErased(program.learner(0))));
            await().until(() -> open(one).status() == 404);
            open(two).expect(404);
            revoke(two).expect(404);
            open(another).expect(200);
            await().until(() -> links(program.learner(0)).isEmpty());
            assertThat(links(program.learner(1))).hasSize(1);
        }

        @Test
        void happensAtTheErasureOfTheRecordItWasMergedInto() {
            LearnerId kept = new LearnerId(NewIds.random());
            String path = linkTo(program.learner(0));
            erasing.on(new LearnersMerged(kept, program.learner(0)));
            open(path).expect(200);
            erasing.on(new LearnerErased(kept));
            open(path).expect(404);
            sharing.on(new LearnerErased(kept));
            assertThat(links(program.learner(0))).isEmpty();
        }

        private List<Document> links(LearnerId learner) {
            return mongo.getCollection("holder_links")
                    .find(new Document("_id", learner.value()))
                    .first()
                    .getList("links", Document.class);
        }
    }

    private static Api.Answer link(Api api, LearnerId learner) {
        return api.post("/api/certificates/links", Map.of("learner", learner.value()));
    }

    private String linkTo(LearnerId learner) {
        return linkTo(blk, learner);
    }

    private String linkTo(String issuer, LearnerId learner) {
        return link(as(issuer, "OFFICER"), learner).expect(201).json().path("path").asString();
    }

    private Api.Answer open(String path) {
        return Api.at(port).get(path);
    }

    private Api.Answer revoke(String path) {
        return Api.at(port).post(path + "/revocation", "");
    }

    private static List<JsonNode> items(Api.Answer answer) {
        List<JsonNode> items = new ArrayList<>();
        answer.json().path("certificates").forEach(items::add);
        return items;
    }

    /** Also what is kept as bytes. */
    private static String text(Document document) {
        StringBuilder text = new StringBuilder(document.toString());
        document.values().stream()
                .filter(org.bson.types.Binary.class::isInstance)
                .map(bytes -> ((org.bson.types.Binary) bytes).getData())
                .forEach(bytes -> text.append(new String(bytes, StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static String text(Api.Answer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    @Nested
    class AsAPage {

        private Api browser() {
            return Api.at(port).with("Accept", "text/html");
        }

        private String text(Api.Answer answer) {
            return new String(answer.bytes(), java.nio.charset.StandardCharsets.UTF_8);
        }

        @Test
        void listsTheCertificatesInBothLanguagesWithoutScript() {
            String path =
                    as(blk, "OFFICER")
                            .post(
                                    "/api/certificates/links",
                                    Map.of("learner", program.learner(0).value()))
                            .expect(201)
                            .json()
                            .path("path")
                            .asString();
            String page = text(browser().get(path).expect(200));
            assertThat(page)
                    .contains(">SAH<", "/verify/", "Semua sertifikat saya", "All my certificates")
                    .doesNotContain("<script", "Sulastri");
            assertThat(page.length()).isLessThan(15_000);
            assertThat(text(browser().get(path + "?lang=en").expect(200))).contains(">Valid<");
        }

        @Test
        void endsByItsButtonAndIsNotFoundFromThenOn() {
            String path =
                    as(blk, "OFFICER")
                            .post(
                                    "/api/certificates/links",
                                    Map.of("learner", program.learner(0).value()))
                            .expect(201)
                            .json()
                            .path("path")
                            .asString();
            assertThat(text(browser().post(path + "/revocation", "").expect(200)))
                    .contains("Tautan sudah dicabut");
            String gone = text(browser().get(path).expect(404));
            assertThat(gone).contains("Tautan tidak ditemukan");
            assertThat(text(browser().get("/holders/x").expect(404))).isEqualTo(gone);
            browser().post(path + "/revocation", "").expect(404);
        }
    }
}
