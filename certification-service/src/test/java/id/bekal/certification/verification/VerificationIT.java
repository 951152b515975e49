package id.bekal.certification.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;

import org.bson.Document;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Set;

class VerificationIT extends RunningService {

    private Api anyone() {
        return Api.at(port);
    }

    @Test
    void showsAnyoneWhatIsPrintedAndNothingElse() {
        String blk = provider();
        var program = CompletedProgram.of(blk).leaver();
        Document certificate = completed(program, 1).getFirst();
        Api.Answer answer = anyone().get("/verify/" + certificate.getString("token")).expect(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode json = answer.json();
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "status",
                        "checkedAt",
                        "kind",
                        "number",
                        "holder",
                        "title",
                        "field",
                        "hours",
                        "units",
                        "issuer",
                        "issuedOn");
        assertThat(json.path("status").asString()).isEqualTo("VALID");
        assertThat(Instant.parse(json.path("checkedAt").asString())).isAfter(Instant.EPOCH);
        assertThat(json.path("holder").asString()).isEqualTo(program.name(0));
        assertThat(json.path("hours").asInt()).isEqualTo(90);
        assertThat(json.path("title").toString())
                .isEqualTo("{\"id\":\"Juru Las SMAW\",\"en\":\"SMAW Welder\"}");
        assertThat(json.path("units").toString())
                .isEqualTo(
                        "[{\"title\":{\"id\":\"Menerapkan K3\"},\"hours\":60,\"result\":\"K\"}]");
        assertThat(json.path("issuer").toString())
                .isEqualTo("{\"name\":\"UPT BLK %s\",\"city\":\"Kota Madiun\"}".formatted(blk));
        assertThat(json.toString())
                .doesNotContain(
                        "Magetan", "1995", program.id().value(), program.learner(0).value());
    }

    @Test
    void answersTheNameTheIssuerHadWhenItIssued() {
        String blk = provider();
        Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
        tell(
                2,
                new InstitutionSnapshot(
                        new InstitutionId(blk),
                        "BLK",
                        Set.of(InstitutionRole.TRAINING_PROVIDER),
                        null,
                        "BBPVP Baru",
                        "Kota Madiun",
                        null,
                        null,
                        false));
        await().until(
                        () ->
                                as(blk).get("/api/issuers/" + blk)
                                        .json()
                                        .path("name")
                                        .asString()
                                        .equals("BBPVP Baru"));
        JsonNode json = anyone().get("/verify/" + certificate.getString("token")).json();
        assertThat(json.at("/issuer/name").asString()).isEqualTo("UPT BLK " + blk);
        assertThat(json.path("status").asString()).isEqualTo("VALID");
    }

    @Test
    void answersAnUnknownAndAMalformedTokenAlike() {
        String unknown = answerTo(NewIds.random());
        for (String malformed : List.of("x", "A".repeat(26), "a".repeat(27), "%20", "a.b")) {
            assertThat(answerTo(malformed)).isEqualTo(unknown);
        }
        assertThat(unknown).contains("\"code\":\"NOT_FOUND\"");
    }

    /** The whole answer but for the address asked. */
    private String answerTo(String token) {
        Api.Answer answer = anyone().get("/verify/" + token).expect(404);
        var problem = (ObjectNode) answer.json();
        assertThat(problem.remove("instance").asString()).isEqualTo("/verify/" + token);
        return problem + " " + answer.header("Cache-Control") + answer.header("Content-Type");
    }

    @Test
    void doesNotTakeAnIdForAToken() {
        Document certificate =
                completed(CompletedProgram.of(provider()).graduates(1), 1).getFirst();
        anyone().get("/verify/" + certificate.getString("_id")).expect(404);
    }
}
