package id.bekal.agreements.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.AgreementSigned;
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
import org.springframework.test.context.TestPropertySource;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@ServiceTest
@TestPropertySource(properties = "bekal.agreements.original-max-size=64KB")
class AgreementsIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    private static final byte[] PDF =
            "%PDF-1.7 naskah bertanda tangan".getBytes(StandardCharsets.US_ASCII);
    private static final String STRANGER = "lapas-kelas-iib-tuban";

    @LocalServerPort int port;
    @Autowired MongoOperations mongo;
    @Autowired Agreements agreements;
    @Autowired AgreementSettings settings;
    @Autowired OriginalFiles files;

    private final String kafka = TestServers.started().kafka();
    private final LocalDate today = LocalDate.now(ZONE);
    private Api kanwil;
    private Api rutan;
    private Api blk;
    private Api stranger;

    @BeforeEach
    void registerInstitutions() {
        kanwil = Api.at(port).as("kanwil-ditjenpas-jawa-timur", "REGIONAL_AUTHORITY");
        rutan = Api.at(port).as("rutan-kelas-iib-ponorogo", "RUTAN");
        blk = Api.at(port).as("upt-blk-ponorogo", "BLK");
        stranger = Api.at(port).as(STRANGER, "LAPAS");
        register("kanwil-ditjenpas-jawa-timur", "REGIONAL_AUTHORITY", "Surabaya");
        register("rutan-kelas-iib-ponorogo", "RUTAN", "Ponorogo");
        register("upt-blk-ponorogo", "BLK", "Ponorogo");
        register("disnaker-ponorogo", "DISNAKER", "Ponorogo");
        register(STRANGER, "LAPAS", "Tuban");
    }

    private void register(String id, String kind, String city) {
        int status =
                kanwil.post(
                                "/api/institutions",
                                Map.of("id", id, "kind", kind, "name", id, "city", city))
                        .status();
        assertThat(status).isIn(201, 409);
    }

    // ---- the path to an agreement in force

    private Map<String, Object> pks(LocalDate from, LocalDate until) {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", "PKS");
        body.put("title", "Pelatihan roti dan kue");
        body.put(
                "parties",
                List.of(
                        party("rutan-kelas-iib-ponorogo", "W15.PAS.PAS32-HM.05.02-1", "Budi"),
                        party("upt-blk-ponorogo", "560/1/108.7.13", "Sri")));
        body.put("fields", List.of("bakery"));
        body.put("quota", 16);
        body.put("from", from.toString());
        body.put("until", until.toString());
        return body;
    }

    private static Map<String, Object> party(String institution, String number, String name) {
        return Map.of(
                "institution",
                institution,
                "number",
                number,
                "signatories",
                List.of(Map.of("name", name, "office", "Kepala")),
                "witnesses",
                List.of(Map.of("name", "Saksi", "office", "Kasubag")),
                "obligations",
                List.of(Map.of("category", "VENUE", "description", "Ruang pelatihan")));
    }

    private String draft(LocalDate from, LocalDate until) {
        return id(rutan.post("/api/agreements", pks(from, until)).expect(201));
    }

    private static String id(Api.Answer answer) {
        return answer.json().path("id").asString();
    }

    private static String path(String id, String rest) {
        return "/api/agreements/" + id + rest;
    }

    private String approved(LocalDate from, LocalDate until) {
        String id = draft(from, until);
        return approve(id);
    }

    private String approve(String id) {
        rutan.post(path(id, "/submission"), Map.of()).expect(200);
        blk.post(path(id, "/review"), Map.of("decision", "APPROVED")).expect(200);
        return id;
    }

    private String complete(String id) {
        rutan.post(path(id, "/signatures"), Map.of()).expect(200);
        blk.post(path(id, "/signatures"), Map.of()).expect(200);
        blk.putBytes(path(id, "/original"), PDF, "application/pdf").expect(200);
        return id;
    }

    private String active(LocalDate until) {
        String id = complete(approved(today, until));
        assertThat(state(id)).isEqualTo("ACTIVE");
        return id;
    }

    private String state(String id) {
        return get(id).path("state").asString();
    }

    private JsonNode get(String id) {
        return rutan.get(path(id, "")).expect(200).json();
    }

    private void advance(LocalDate day) {
        Clock clock = Clock.fixed(day.atTime(LocalTime.NOON).atZone(ZONE).toInstant(), ZONE);
        new AdvancingAgreements(
                        agreements, new RelievingPredecessors(agreements, clock), settings, clock)
                .advance();
    }

    // ---- events and documents

    private List<EventEnvelope> events(String id) {
        return TopicReader.events(kafka, "bekal.agreements.v1", e -> id.equals(e.subject()));
    }

    private static List<String> types(List<EventEnvelope> events) {
        return events.stream().map(e -> e.type().replaceFirst(".*\\.(\\w+)\\.v1", "$1")).toList();
    }

    private void awaitEvents(String id, String... types) {
        await().untilAsserted(() -> assertThat(types(events(id))).containsExactly(types));
    }

    private Document document(String id) {
        Document found = mongo.getCollection("agreements").find(new Document("_id", id)).first();
        assertThat(found).isNotNull();
        found.remove("outbox");
        return found;
    }

    /** The caller hears no, with the rule; nothing changed, so no event can follow. */
    private void refuses(String rule, String id, java.util.function.Supplier<Api.Answer> command) {
        Document before = document(id);
        Api.Answer answer = command.get().expect(409);
        assertThat(answer.code()).isEqualTo(rule);
        assertThat(answer.json().path("rule").asString()).isEqualTo(rule);
        assertThat(answer.json().path("detail").asString()).isNotEqualTo(rule);
        assertThat(document(id)).isEqualTo(before);
    }

    @Nested
    class FromDraftToForce {

        @Test
        void isAnsweredAndPublishedStepByStep() {
            String id = active(today.plusYears(1));
            awaitEvents(
                    id,
                    "AgreementSubmitted",
                    "AgreementSigned",
                    "AgreementSigned",
                    "AgreementActivated");
            List<EventEnvelope> events = events(id);
            assertThat(events)
                    .extracting(EventEnvelope::sequenceNumber)
                    .containsExactly(1L, 2L, 3L, 4L);
            assertThat(events)
                    .allSatisfy(
                            e ->
                                    assertThat(e.audienceIds())
                                            .containsExactlyInAnyOrder(
                                                    new InstitutionId("rutan-kelas-iib-ponorogo"),
                                                    new InstitutionId("upt-blk-ponorogo"),
                                                    new InstitutionId(
                                                            "kanwil-ditjenpas-jawa-timur")));
            AgreementSigned signed = events.get(1).event(AgreementSigned.class);
            assertThat(signed.party()).isEqualTo(new InstitutionId("rutan-kelas-iib-ponorogo"));
            assertThat(signed.outstanding()).isEqualTo(1);
            assertThat(signed.agreement().fields()).containsExactly("bakery");
            assertThat(signed.agreement().quota()).isEqualTo(16);
            assertThat(signed.agreement().until()).isEqualTo(today.plusYears(1));
        }
    }
}
