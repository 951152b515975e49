package id.bekal.certification.issuance;

import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.issuer.Issuers;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ApprovalIT extends RunningService {

    @Autowired IssuingCertificates issuing;
    @Autowired FinishingIssuances finishing;
    @Autowired Issuances issuances;
    @Autowired Issuers issuers;
    @Autowired Clock clock;

    private String blk;

    @BeforeEach
    void letTheHeadApprove() {
        blk = provider();
        approvalBy("HEAD");
    }

    @Nested
    class Waiting {

        @Test
        void takesNoNumberAndShowsNoCertificate() {
            var program = waiting(2);
            assertThat(certificatesOf(program)).isEmpty();
            assertThat(
                            mongo.getCollection("number_blocks")
                                    .countDocuments(
                                            new Document("_id", program.id() + "/TRAINING")))
                    .isZero();
            assertThat(as(blk).get("/api/certificates").expect(200).json().path("items")).isEmpty();
            issuing.on(program.event());
            finishing.finish();
            assertThat(certificatesOf(program)).isEmpty();
        }

        @Test
        void lastsWhenThePolicyBecomesAutomatic() {
            var program = waiting(1);
            approvalBy("AUTOMATIC");
            issuing.onStandingOf(new InstitutionId(blk));
            finishing.finish();
            assertThat(state(program)).isEqualTo("AWAITING_APPROVAL");
            var later = enrolled(CompletedProgram.of(blk).graduates(1));
            issuing.on(later.event());
            assertThat(state(later)).isEqualTo("ISSUED");
            assertThat(results(approve(program)).getFirst().path("result").asString())
                    .isEqualTo("APPROVED");
            assertThat(certificatesOf(program)).hasSize(1);
        }
    }

    @Nested
    class Listing {

        @Test
        void showsWhatBecameOfEachProgram() {
            var program = enrolled(CompletedProgram.of(blk).graduates(2).leaver().failure());
            issuing.on(program.event());
            JsonNode item = list("?state=AWAITING_APPROVAL").path("items").get(0);
            assertThat(item.path("program").asString()).isEqualTo(program.id().value());
            assertThat(item.path("title").toString())
                    .isEqualTo("{\"id\":\"Juru Las SMAW\",\"en\":\"SMAW Welder\"}");
            assertThat(item.path("completedOn").asString()).isEqualTo("2026-11-20");
            assertThat(item.path("counts").toString())
                    .isEqualTo("{\"training\":2,\"statementOfAttainment\":1}");
            assertThat(item.path("state").asString()).isEqualTo("AWAITING_APPROVAL");
            assertThat(item.has("withheldBy")).isFalse();
            approve(program);
            assertThat(list("?state=AWAITING_APPROVAL").path("items")).isEmpty();
            item = list("?state=ISSUED").path("items").get(0);
            assertThat(item.path("counts").toString())
                    .isEqualTo("{\"training\":2,\"statementOfAttainment\":1}");
            assertThat(item.at("/approval/by").asString()).isEqualTo(blk + "-head");
        }

        @Test
        void saysWhichRuleWithholds() {
            tell(2, snapshot(blk, false, TRAINING_PROVIDER));
            await().until(() -> !issuers.find(new InstitutionId(blk)).orElseThrow().inForce());
            issuing.on(enrolled(CompletedProgram.of(blk).graduates(1)).event());
            JsonNode item = list("").path("items").get(0);
            assertThat(item.path("state").asString()).isEqualTo("WITHHELD");
            assertThat(item.path("withheldBy").asString()).isEqualTo("ISSUER_NOT_IN_FORCE");
        }

        @Test
        void goesOnAtTheCursorAndShowsOnlyOnesOwn() {
            IntStream.range(0, 5).forEach(n -> waiting(1));
            Set<String> seen = new HashSet<>();
            String cursor = "";
            do {
                JsonNode page = list("?state=AWAITING_APPROVAL&limit=2" + cursor);
                page.path("items").forEach(item -> seen.add(item.path("program").asString()));
                cursor = "&cursor=" + page.path("next").asString("");
            } while (!cursor.equals("&cursor="));
            assertThat(seen).hasSize(5);
            String other = provider();
            assertThat(as(other).get("/api/issuances").expect(200).json().path("items")).isEmpty();
            as(blk).get("/api/issuances?state=NONE").expect(400);
        }

        private JsonNode list(String query) {
            return as(blk).get("/api/issuances" + query).expect(200).json();
        }
    }

    @Nested
    class Approving {

        @Test
        void issuesAWholeListAtOnceAndAnswersForEach() {
            var one = waiting(2);
            var two = waiting(3);
            var others = enrolled(CompletedProgram.of(provider()).graduates(1));
            issuing.on(others.event());
            String nobody = NewIds.random();
            Api.Answer answer =
                    approve(
                            as(blk, "HEAD").with("Accept-Language", "en"),
                            List.of(
                                    one.id().value(),
                                    nobody,
                                    two.id().value(),
                                    others.id().value(),
                                    one.id().value()));
            assertThat(results(answer))
                    .extracting(
                            item ->
                                    item.path("program").asString()
                                            + ' '
                                            + item.path("result").asString()
                                            + ' '
                                            + item.path("state").asString("-"))
                    .containsExactly(
                            one.id() + " APPROVED ISSUED",
                            nobody + " NOT_FOUND -",
                            two.id() + " APPROVED ISSUED",
                            others.id() + " NOT_FOUND -");
            assertThat(results(answer).get(1).path("code").asString()).isEqualTo("NOT_FOUND");
            assertThat(certificatesOf(one)).hasSize(2);
            assertThat(certificatesOf(two)).hasSize(3);
        }

        @Test
        void isRefusedWhileTheIssuerIsNotInForce() {
            var program = waiting(1);
            tell(2, snapshot(blk, false, TRAINING_PROVIDER));
            await().until(() -> !issuers.find(new InstitutionId(blk)).orElseThrow().inForce());
            JsonNode item = results(approve(program)).getFirst();
            assertThat(item.path("result").asString()).isEqualTo("REFUSED");
            assertThat(item.path("code").asString()).isEqualTo("ISSUER_NOT_IN_FORCE");
            assertThat(item.path("detail").asString()).contains("berwenang");
            assertThat(item.path("state").asString()).isEqualTo("AWAITING_APPROVAL");
            assertThat(certificatesOf(program)).isEmpty();

            tell(3, snapshot(blk, true, TRAINING_PROVIDER));
            await().until(() -> issuers.find(new InstitutionId(blk)).orElseThrow().inForce());
            assertThat(state(program)).isEqualTo("AWAITING_APPROVAL");
            approve(program);
            assertThat(certificatesOf(program)).hasSize(1);
        }

        @Test
        void leadsToOneSetOfCertificatesHoweverManyApproveAtOnce() throws Exception {
            var program = waiting(4);
            List<Integer> answers =
                    atOnce(Collections.nCopies(20, () -> approve(program).status()));
            assertThat(answers).containsOnly(200);
            assertThat(certificatesOf(program)).hasSize(4);
            await().until(
                            () ->
                                    certificatesOf(program).stream()
                                            .allMatch(
                                                    c -> eventsOf(c.getString("_id")).size() == 1));
            assertThat(certificatesOf(program))
                    .extracting(c -> c.getString("number").substring(0, 5))
                    .containsExactlyInAnyOrder("00001", "00002", "00003", "00004");
            approve(program);
            assertThat(certificatesOf(program)).hasSize(4);
        }

        @Test
        void isForHeadsAloneAndForAHundredAtMost() {
            var program = waiting(1);
            List<String> one = List.of(program.id().value());
            approve(as(blk, "OFFICER"), one).expect(403);
            approve(as(blk), one).expect(403);
            String read = TestTokens.of(blk, "BLK", "certificates.read", List.of("HEAD"));
            approve(Api.at(port).with("Authorization", "Bearer " + read), one).expect(403);
            List<String> hundred =
                    Stream.concat(one.stream(), Stream.generate(NewIds::random).limit(99)).toList();
            List<String> more =
                    Stream.concat(hundred.stream(), Stream.of(NewIds.random())).toList();
            approve(as(blk, "HEAD"), more).expect(400);
            approve(as(blk, "HEAD"), List.of()).expect(400);
            assertThat(certificatesOf(program)).isEmpty();
            assertThat(results(approve(as(blk, "HEAD"), hundred))).hasSize(100);
            assertThat(certificatesOf(program)).hasSize(1);
        }
    }

    @Nested
    class Finishing {

        @Test
        void issuesWhatWasApprovedBeforeACrash() {
            var program = waiting(3);
            IssuingCertificates dead = Mockito.mock();
            Mockito.doThrow(new IllegalStateException("killed")).when(dead).pursue(Mockito.any());
            var doomed = new ApprovingIssuances(issuances, issuers, dead, clock);
            assertThatThrownBy(
                            () ->
                                    doomed.handle(
                                            new InstitutionId(blk), List.of(program.id()), "head"))
                    .hasMessage("killed");
            assertThat(certificatesOf(program)).isEmpty();
            finishing.finish();
            assertThat(certificatesOf(program)).hasSize(3);
            assertThat(state(program)).isEqualTo("ISSUED");
        }

        @Test
        void issuesWhatIsWithheldNoMoreAlthoughNobodySaidSo() {
            String later = newInstitution();
            var program = enrolled(CompletedProgram.of(later).graduates(2));
            issuing.on(program.event());
            finishing.finish();
            assertThat(certificatesOf(program)).isEmpty();
            mongo.getCollection("issuances")
                    .updateOne(
                            new Document("_id", program.id().value()),
                            new Document("$set", new Document("provider", provider())));
            finishing.finish();
            assertThat(certificatesOf(program)).hasSize(2);
        }
    }

    private void approvalBy(String whom) {
        String code = as(blk).get("/api/issuers/" + blk).expect(200).json().path("code").asString();
        as(blk).put("/api/issuers/" + blk, Map.of("code", code, "approval", whom)).expect(200);
    }

    private CompletedProgram waiting(int graduates) {
        var program = enrolled(CompletedProgram.of(blk).graduates(graduates));
        issuing.on(program.event());
        assertThat(state(program)).isEqualTo("AWAITING_APPROVAL");
        return program;
    }

    private Api.Answer approve(CompletedProgram program) {
        return approve(as(blk, "HEAD"), List.of(program.id().value())).expect(200);
    }

    private static Api.Answer approve(Api api, List<String> programs) {
        return api.post("/api/issuances/approval", Map.of("programs", programs));
    }

    private static List<JsonNode> results(Api.Answer answer) {
        return answer.expect(200).json().path("items").valueStream().toList();
    }

    private String state(CompletedProgram program) {
        return issuances.find(program.id()).orElseThrow().state().name();
    }
}
