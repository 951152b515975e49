package id.bekal.agreements.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.AgreementActivated;
import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.contracts.agreements.AgreementExpiring;
import id.bekal.contracts.agreements.AgreementRenewed;
import id.bekal.contracts.agreements.AgreementSigned;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.testing.Api;
import id.bekal.testing.ServiceTest;
import id.bekal.testing.TestServers;
import id.bekal.testing.TestTokens;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.test.context.TestPropertySource;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

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
    private void refuses(String rule, String id, Supplier<Api.Answer> command) {
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

    @Nested
    class Drafting {

        @Test
        void warnsOfWhatIsUnusualAndDoesNotBlock() {
            Map<String, Object> body = pks(today.minusDays(1), today.plusYears(1));
            body.remove("quota");
            JsonNode view = rutan.post("/api/agreements", body).expect(201).json();
            assertThat(warnings(view))
                    .containsExactlyInAnyOrder("PKS_WITHOUT_PARENT", "NO_QUOTA", "BACKDATED_START");
            assertThat(view.at("/warnings/0/detail").asString())
                    .isEqualTo(
                            "Perjanjian kerja sama ini tidak mempunyai nota kesepahaman di atasnya.");
            Map<String, Object> mou = pks(today, today.plusMonths(6));
            mou.put("kind", "MOU");
            String parent = id(rutan.post("/api/agreements", mou).expect(201));
            assertThat(warnings(get(parent))).containsExactly("CORRECTIONAL_UNIT_SIGNS_AN_MOU");
            Map<String, Object> longer = pks(today, today.plusYears(1));
            longer.put("parent", parent);
            assertThat(warnings(rutan.post("/api/agreements", longer).expect(201).json()))
                    .containsExactly("PARENT_DOES_NOT_COVER_THE_PERIOD");
            Map<String, Object> covered = pks(today, today.plusMonths(6));
            covered.put("parent", parent);
            assertThat(warnings(rutan.post("/api/agreements", covered).expect(201).json()))
                    .isEmpty();
        }

        private List<String> warnings(JsonNode view) {
            List<String> codes = new ArrayList<>();
            view.path("warnings").forEach(w -> codes.add(w.path("code").asString()));
            return codes;
        }

        @Test
        void namesTheFieldAtFault() {
            assertAtFault("parties[1].institution", "parties", twoParties("tak-terdaftar"));
            assertAtFault(
                    "parties[1].institution", "parties", twoParties("rutan-kelas-iib-ponorogo"));
            assertAtFault("parties", "parties", List.of());
            assertAtFault("until", "until", today.minusDays(1).toString());
            assertAtFault("until", "until", "besok");
            assertAtFault("quota", "quota", 0);
            assertAtFault("kind", "kind", "pks");
            assertAtFault("parent", "parent", "tak-ada");
            assertAtFault("noticeDays[0]", "noticeDays", List.of(0));
            assertAtFault(
                    "parties[0].signatories[0].name",
                    "parties",
                    List.of(party("rutan-kelas-iib-ponorogo", "1", " "), party("x", "2", "Sri")));
        }

        private List<Object> twoParties(String other) {
            return List.of(
                    party("rutan-kelas-iib-ponorogo", "1", "Budi"), party(other, "2", "Sri"));
        }

        private void assertAtFault(String field, String key, Object value) {
            Map<String, Object> body = pks(today, today.plusYears(1));
            body.put(key, value);
            Api.Answer answer = rutan.post("/api/agreements", body).expect(400);
            List<String> fields = new ArrayList<>();
            answer.json()
                    .path("errors")
                    .forEach(error -> fields.add(error.path("field").asString()));
            assertThat(fields).anySatisfy(named -> assertThat(named).startsWith(field));
        }

        @Test
        void isRefusedToANonParty() {
            Api.Answer answer =
                    stranger.post("/api/agreements", pks(today, today.plusYears(1))).expect(409);
            assertThat(answer.code()).isEqualTo("THE_CREATOR_IS_A_PARTY");
        }

        @Test
        void happensOnceForAnIdempotencyKey() {
            Api keyed = rutan.with("Idempotency-Key", UUID.randomUUID().toString());
            Map<String, Object> body = pks(today, today.plusYears(1));
            String first = id(keyed.post("/api/agreements", body).expect(201));
            assertThat(id(keyed.post("/api/agreements", body).expect(201))).isEqualTo(first);
            mongo.getCollection("idempotency_keys").deleteMany(new Document());
            assertThat(id(keyed.post("/api/agreements", body).expect(201))).isEqualTo(first);
        }

        @Test
        void isEditedByItsCreatorInTheVersionItMeans() {
            String id = draft(today, today.plusYears(1));
            String tag = rutan.get(path(id, "")).expect(200).header("ETag");
            Map<String, Object> body = pks(today, today.plusYears(2));
            Api.Answer edited = rutan.with("If-Match", tag).put(path(id, ""), body).expect(200);
            assertThat(edited.json().path("until").asString())
                    .isEqualTo(today.plusYears(2).toString());
            assertThat(edited.header("ETag")).isNotEqualTo(tag);
            assertThat(rutan.with("If-Match", tag).put(path(id, ""), body).expect(412).code())
                    .isEqualTo("VERSION_IS_STALE");
            refuses("ONLY_THE_CREATOR_MAY_DO_THIS", id, () -> blk.put(path(id, ""), body));
        }
    }

    @Nested
    class Seeing {

        @Test
        void isNotFoundByStrangersOnEveryRoute() {
            String id = active(today.plusYears(1));
            Document before = document(id);
            stranger.get(path(id, "")).expect(404);
            stranger.put(path(id, ""), pks(today, today.plusYears(1))).expect(404);
            stranger.get(path(id, "/originals/upt-blk-ponorogo")).expect(404);
            stranger.putBytes(path(id, "/original"), PDF, "application/pdf").expect(404);
            Map<String, Map<String, Object>> commands =
                    Map.of(
                            "/submission",
                            Map.of(),
                            "/review",
                            Map.of("decision", "APPROVED"),
                            "/signatures",
                            Map.of(),
                            "/suspension",
                            Map.of("reason", "banjir"),
                            "/resumption",
                            Map.of(),
                            "/addenda",
                            addendum("1", today, today.plusYears(2)),
                            "/addenda/1/signatures",
                            Map.of(),
                            "/termination",
                            Map.of("reason", "selesai"),
                            "/renewal",
                            Map.of("from", today.toString(), "until", "2099-01-01"));
            commands.forEach((route, body) -> stranger.post(path(id, route), body).expect(404));
            assertThat(document(id)).isEqualTo(before);
            assertThat(ids(stranger.get("/api/agreements"))).doesNotContain(id);
        }

        @Test
        void needsTheScope() {
            String id = draft(today, today.plusYears(1));
            Api reader =
                    Api.at(port)
                            .with(
                                    "Authorization",
                                    "Bearer "
                                            + TestTokens.of(
                                                    "rutan-kelas-iib-ponorogo",
                                                    "RUTAN",
                                                    "agreements.read"));
            reader.get(path(id, "")).expect(200);
            reader.post(path(id, "/submission"), Map.of()).expect(403);
            reader.post("/api/agreements", pks(today, today)).expect(403);
            reader.putBytes(path(id, "/original"), PDF, "application/pdf").expect(403);
            Api writer =
                    Api.at(port)
                            .with(
                                    "Authorization",
                                    "Bearer "
                                            + TestTokens.of(
                                                    "rutan-kelas-iib-ponorogo",
                                                    "RUTAN",
                                                    "agreements.write"));
            writer.get(path(id, "")).expect(403);
            writer.get("/api/agreements").expect(403);
        }

        @Test
        void isListedForPartiesAndOverseersByFilter() {
            String active = active(today.plusDays(20));
            String draft = draft(today, today.plusYears(1));
            assertThat(ids(kanwil.get("/api/agreements?limit=200"))).contains(active, draft);
            assertThat(ids(blk.get("/api/agreements?limit=200&state=DRAFT")))
                    .contains(draft)
                    .doesNotContain(active);
            assertThat(ids(blk.get("/api/agreements?limit=200&kind=MOU")))
                    .doesNotContain(active, draft);
            assertThat(ids(blk.get("/api/agreements?limit=200&field=bakery"))).contains(active);
            assertThat(ids(blk.get("/api/agreements?limit=200&field=welding")))
                    .doesNotContain(active);
            assertThat(ids(kanwil.get("/api/agreements?limit=200&party=upt-blk-ponorogo")))
                    .contains(active);
            assertThat(ids(kanwil.get("/api/agreements?limit=200&party=disnaker-ponorogo")))
                    .doesNotContain(active);
            String before = "/api/agreements?limit=200&expiringBefore=";
            assertThat(ids(kanwil.get(before + today.plusDays(21)))).contains(active);
            assertThat(ids(kanwil.get(before + today.plusDays(20)))).doesNotContain(active);
            assertThat(ids(kanwil.get(before + today.plusYears(9)))).doesNotContain(draft);
            kanwil.get("/api/agreements?expiringBefore=besok").expect(400);
        }

        @Test
        void isListedPageByPageWithoutRepeating() {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                made.add(draft(today, today.plusYears(1)));
            }
            List<String> seen = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                JsonNode page = rutan.get("/api/agreements?limit=2" + cursor).expect(200).json();
                page.path("items").forEach(item -> seen.add(item.path("id").asString()));
                cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : null;
            }
            assertThat(seen).doesNotHaveDuplicates().containsAll(made);
        }

        @Test
        void findsAnAgreementForAllFieldsUnderAnyField() {
            Map<String, Object> body = pks(today, today.plusYears(1));
            body.remove("fields");
            String all = id(rutan.post("/api/agreements", body).expect(201));
            assertThat(ids(rutan.get("/api/agreements?limit=200&field=welding"))).contains(all);
        }

        private List<String> ids(Api.Answer page) {
            List<String> ids = new ArrayList<>();
            page.expect(200)
                    .json()
                    .path("items")
                    .forEach(item -> ids.add(item.path("id").asString()));
            return ids;
        }
    }

    @Nested
    class Refusing {

        @Test
        void takesOneOfFiftySignaturesAtOnce() throws Exception {
            String id = approved(today, today.plusYears(1));
            List<Integer> answers = new ArrayList<>();
            try (var pool = Executors.newFixedThreadPool(8)) {
                Callable<Integer> sign =
                        () -> rutan.post(path(id, "/signatures"), Map.of()).status();
                for (var answer : pool.invokeAll(Collections.nCopies(50, sign))) {
                    answers.add(answer.get());
                }
            }
            assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
            assertThat(answers).containsOnly(200, 409);
            awaitEvents(id, "AgreementSubmitted", "AgreementSigned");
        }

        @Test
        void namesTheRuleAndLeavesNoEvent() {
            String id = draft(today, today.plusYears(1));
            refuses(
                    "ONLY_THE_CREATOR_MAY_DO_THIS",
                    id,
                    () -> blk.post(path(id, "/submission"), Map.of()));
            refuses(
                    "ONLY_WHAT_IS_IN_REVIEW_IS_REVIEWED",
                    id,
                    () -> blk.post(path(id, "/review"), Map.of("decision", "APPROVED")));
            refuses(
                    "ONLY_WHAT_ALL_APPROVED_IS_SIGNED",
                    id,
                    () -> rutan.post(path(id, "/signatures"), Map.of()));
            refuses(
                    "AN_ORIGINAL_BELONGS_TO_WHAT_IS_SIGNED",
                    id,
                    () -> rutan.putBytes(path(id, "/original"), PDF, "application/pdf"));
            rutan.post(path(id, "/submission"), Map.of()).expect(200);
            refuses(
                    "THE_CREATOR_DOES_NOT_REVIEW",
                    id,
                    () -> rutan.post(path(id, "/review"), Map.of("decision", "APPROVED")));
            blk.post(path(id, "/review"), Map.of("decision", "APPROVED")).expect(200);
            assertThat(kanwil.post(path(id, "/signatures"), Map.of()).expect(403).code())
                    .isEqualTo("RELATION_MISSING");
            refuses(
                    "NOTHING_IS_SIGNED_IN_THE_FUTURE",
                    id,
                    () ->
                            rutan.post(
                                    path(id, "/signatures"),
                                    Map.of("signedOn", today.plusDays(1).toString())));
            rutan.post(path(id, "/signatures"), Map.of()).expect(200);
            refuses(
                    "EACH_PARTY_SIGNS_ONCE",
                    id,
                    () -> rutan.post(path(id, "/signatures"), Map.of()));
            refuses(
                    "ONLY_AN_ACTIVE_AGREEMENT_IS_SUSPENDED",
                    id,
                    () -> kanwil.post(path(id, "/suspension"), Map.of("reason", "banjir")));
            blk.post(path(id, "/signatures"), Map.of()).expect(200);
            blk.putBytes(path(id, "/original"), PDF, "application/pdf").expect(200);
            refuses(
                    "AN_ORIGINAL_STAYS_ONCE_IN_FORCE",
                    id,
                    () ->
                            blk.putBytes(
                                    path(id, "/original"),
                                    "%PDF-1.7 lain".getBytes(StandardCharsets.US_ASCII),
                                    "application/pdf"));
            refuses(
                    "ONLY_A_SUSPENDED_AGREEMENT_IS_RESUMED",
                    id,
                    () -> kanwil.post(path(id, "/resumption"), Map.of()));
            refuses(
                    "AN_ADDENDUM_CHANGES_SOMETHING",
                    id,
                    () ->
                            rutan.post(
                                    path(id, "/addenda"),
                                    addendum("1", today, today.plusYears(1))));
            refuses(
                    "ONLY_A_PARTY_MAY_DO_THIS",
                    id,
                    () -> kanwil.post(path(id, "/termination"), Map.of("reason", "selesai")));
            refuses(
                    "A_RENEWAL_ENDS_LATER",
                    id,
                    () ->
                            rutan.post(
                                    path(id, "/renewal"),
                                    Map.of(
                                            "from",
                                            today.toString(),
                                            "until",
                                            today.plusDays(1).toString())));
            awaitEvents(
                    id,
                    "AgreementSubmitted",
                    "AgreementSigned",
                    "AgreementSigned",
                    "AgreementActivated");
            assertThat(events(id))
                    .extracting(EventEnvelope::sequenceNumber)
                    .containsExactly(1L, 2L, 3L, 4L);
        }

        @Test
        void speaksTheCallersLanguage() {
            String id = draft(today, today.plusYears(1));
            assertThat(
                            blk.with("Accept-Language", "en")
                                    .post(path(id, "/submission"), Map.of())
                                    .json()
                                    .path("detail")
                                    .asString())
                    .isEqualTo("Only the party that made the draft may do this.");
            assertThat(blk.post(path(id, "/submission"), Map.of()).json().path("detail").asString())
                    .isEqualTo("Hanya pihak yang membuat rancangan yang dapat melakukan ini.");
        }

        @Test
        void letsOneOfManySimultaneousSignaturesOfAPartyThrough() throws Exception {
            String id = approved(today, today.plusYears(1));
            try (var pool = Executors.newFixedThreadPool(4)) {
                Callable<Integer> sign =
                        () -> rutan.post(path(id, "/signatures"), Map.of()).status();
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : pool.invokeAll(Collections.nCopies(8, sign))) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsOnlyOnce(200);
            }
            blk.post(path(id, "/signatures"), Map.of()).expect(200);
            awaitEvents(id, "AgreementSubmitted", "AgreementSigned", "AgreementSigned");
        }
    }

    @Nested
    class KeepingTheOriginal {

        private Api.Answer put(Api api, String id, byte[] content, String type) {
            return api.putBytes(path(id, "/original"), content, type);
        }

        private long filesStored() {
            return mongo.getCollection("originals.files").countDocuments();
        }

        @Test
        void givesBackWhatWasStoredWithItsHash() throws Exception {
            String id = approved(today, today.plusYears(1));
            Api named =
                    rutan.with(
                            "Content-Disposition",
                            "attachment; filename=\"../../etc/PKS \\u0007roti.pdf\"");
            JsonNode view = put(named, id, PDF, "application/pdf").expect(200).json();
            String hash =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PDF));
            JsonNode original = view.at("/parties/0/original");
            assertThat(original.path("sha256").asString()).isEqualTo(hash);
            assertThat(original.path("size").asInt()).isEqualTo(PDF.length);
            assertThat(original.path("client").asString())
                    .isEqualTo("rutan-kelas-iib-ponorogo-integrator-operator");
            assertThat(original.path("fileName").asString())
                    .doesNotContain("/")
                    .doesNotContain("..")
                    .endsWith("roti.pdf");
            assertThat(original.has("file")).isFalse();
            Api.Answer download =
                    kanwil.get(path(id, "/originals/rutan-kelas-iib-ponorogo")).expect(200);
            assertThat(download.bytes()).isEqualTo(PDF);
            assertThat(download.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(download.header("Repr-Digest"))
                    .isEqualTo(
                            "sha-256=:"
                                    + Base64.getEncoder()
                                            .encodeToString(HexFormat.of().parseHex(hash))
                                    + ":");
            assertThat(download.header("Content-Disposition")).startsWith("attachment");
            kanwil.get(path(id, "/originals/upt-blk-ponorogo")).expect(404);
            kanwil.get(path(id, "/originals/lain")).expect(404);
        }

        @Test
        void neverGivesOutContentThatChangedInTheStore() {
            String id = approved(today, today.plusYears(1));
            put(rutan, id, PDF, "application/pdf").expect(200);
            Object file = fileOf(id, 0);
            mongo.getCollection("originals.chunks")
                    .updateOne(
                            new Document("files_id", file),
                            new Document(
                                    "$set",
                                    new Document("data", new Binary(new byte[PDF.length]))));
            Api.Answer answer = rutan.get(path(id, "/originals/rutan-kelas-iib-ponorogo"));
            assertThat(answer.expect(500).code()).isEqualTo("INTERNAL");
        }

        private Object fileOf(String id, int party) {
            Document original =
                    document(id)
                            .getList("parties", Document.class)
                            .get(party)
                            .get("original", Document.class);
            return original.get("file");
        }

        @Test
        void takesAScanAndNothingElse() {
            String id = approved(today, today.plusYears(1));
            long before = filesStored();
            Api.Answer disguised =
                    put(rutan, id, "MZ program".getBytes(StandardCharsets.US_ASCII), "image/png");
            assertThat(disguised.expect(400).json().at("/errors/0/code").asString())
                    .isEqualTo("NOT_WHAT_ITS_CONTENT_TYPE_SAYS");
            put(rutan, id, PDF, "image/jpeg").expect(400);
            put(rutan, id, new byte[0], "application/pdf").expect(400);
            put(rutan, id, PDF, "text/html").expect(415);
            byte[] large = Arrays.copyOf(PDF, 64 * 1024 + 1);
            assertThat(put(rutan, id, large, "application/pdf").expect(413).code())
                    .isEqualTo("TOO_LARGE");
            assertThat(filesStored()).isEqualTo(before);
            put(rutan, id, Arrays.copyOf(PDF, 64 * 1024), "application/pdf").expect(200);
            byte[] jpeg = HexFormat.of().parseHex("ffd8ffe000104a464946");
            put(blk, id, jpeg, "image/jpeg").expect(200);
        }

        @Test
        void refusesTooMuchThatComesWithoutItsLength() throws Exception {
            String id = approved(today, today.plusYears(1));
            long before = filesStored();
            byte[] large = Arrays.copyOf(PDF, 64 * 1024 + 1);
            var request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + path(id, "/original")))
                            .header("Content-Type", "application/pdf")
                            .header(
                                    "Authorization",
                                    "Bearer " + TestTokens.of("rutan-kelas-iib-ponorogo", "RUTAN"))
                            .PUT(
                                    HttpRequest.BodyPublishers.ofInputStream(
                                            () -> new ByteArrayInputStream(large)))
                            .build();
            int status =
                    HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            assertThat(status).isEqualTo(413);
            assertThat(filesStored()).isEqualTo(before);
            assertThat(mongo.getCollection("originals.chunks").countDocuments()).isEqualTo(before);
        }

        @Test
        void leavesOneFileWhenAnotherTakesItsPlace() {
            String id = approved(today, today.plusYears(1));
            put(rutan, id, PDF, "application/pdf").expect(200);
            long one = filesStored();
            Object first = fileOf(id, 0);
            put(rutan, id, PDF, "application/pdf").expect(200);
            assertThat(fileOf(id, 0)).isEqualTo(first);
            put(rutan, id, "%PDF-2".getBytes(StandardCharsets.US_ASCII), "application/pdf")
                    .expect(200);
            assertThat(fileOf(id, 0)).isNotEqualTo(first);
            assertThat(filesStored()).isEqualTo(one);
            assertThat(
                            mongo.getCollection("originals.files")
                                    .countDocuments(new Document("metadata.doubtful", true)))
                    .isZero();
            assertThat(rutan.get(path(id, "/originals/rutan-kelas-iib-ponorogo")).bytes())
                    .isEqualTo("%PDF-2".getBytes(StandardCharsets.US_ASCII));
        }

        @Test
        void sweepsAFileThatNoAgreementRefersTo() throws Exception {
            String id = approved(today, today.plusYears(1));
            put(rutan, id, PDF, "application/pdf").expect(200);
            String kept = (String) fileOf(id, 0);
            files.doubt(kept);
            String orphan = files.store(new ByteArrayInputStream(PDF), "yatim.pdf").file();
            sweep(Duration.ofMinutes(59));
            assertThat(exists(orphan)).isTrue();
            sweep(Duration.ofMinutes(61));
            assertThat(exists(orphan)).isFalse();
            assertThat(exists(kept)).isTrue();
            assertThat(files.doubtfulBefore(Instant.now().plusSeconds(9))).isEmpty();
        }

        private void sweep(Duration later) {
            new SweepingOriginals(agreements, files, Clock.fixed(Instant.now().plus(later), ZONE))
                    .sweep();
        }

        private boolean exists(String file) {
            return mongo.getCollection("originals.files").countDocuments(new Document("_id", file))
                    == 1;
        }
    }

    private static Map<String, Object> addendum(
            String number, LocalDate effective, LocalDate until) {
        return Map.of(
                "number",
                number,
                "effective",
                effective.toString(),
                "reason",
                "perpanjangan",
                "changes",
                Map.of("until", until.toString()));
    }

    @Nested
    class InForce {

        @Test
        void isPausedByItsOverseerAndResumedByAParty() {
            String id = active(today.plusYears(1));
            kanwil.post(path(id, "/suspension"), Map.of("reason", "banjir")).expect(200);
            assertThat(state(id)).isEqualTo("SUSPENDED");
            JsonNode view = rutan.post(path(id, "/resumption"), Map.of()).expect(200).json();
            assertThat(view.path("state").asString()).isEqualTo("ACTIVE");
            assertThat(view.at("/suspensions/0/resumed").asString()).isEqualTo(today.toString());
            awaitEvents(
                    id,
                    "AgreementSubmitted",
                    "AgreementSigned",
                    "AgreementSigned",
                    "AgreementActivated",
                    "AgreementSuspended",
                    "AgreementResumed");
        }

        @Test
        void isAmendedOnceAllSignedAndShowsBothTerms() {
            String id = active(today.plusYears(1));
            LocalDate until = today.plusYears(2);
            rutan.post(path(id, "/addenda"), addendum("1", today, until)).expect(200);
            rutan.post(path(id, "/addenda/1/signatures"), Map.of()).expect(200);
            JsonNode view =
                    blk.post(path(id, "/addenda/1/signatures"), Map.of()).expect(200).json();
            assertThat(view.path("until").asString()).isEqualTo(until.toString());
            assertThat(view.at("/originalTerms/until").asString())
                    .isEqualTo(today.plusYears(1).toString());
            assertThat(view.at("/addenda/0/inForceSince").asString()).isEqualTo(today.toString());
            assertThat(view.at("/addenda/0/signatures")).hasSize(2);
            await().untilAsserted(() -> assertThat(types(events(id))).endsWith("AgreementAmended"));
        }

        @Test
        void endsTodayOnRequest() {
            String id = active(today.plusYears(1));
            blk.post(path(id, "/termination"), Map.of("reason", "gedung rusak")).expect(200);
            assertThat(state(id)).isEqualTo("TERMINATED");
            await().untilAsserted(
                            () -> assertThat(types(events(id))).endsWith("AgreementTerminated"));
            assertThat(events(id).getLast().toJson()).doesNotContain("gedung rusak");
        }

        @Test
        void tellsNoPersonsNameToAnyone() {
            String id = active(today.plusYears(1));
            await().until(() -> events(id).size() == 4);
            assertThat(events(id))
                    .allSatisfy(
                            event ->
                                    assertThat(event.toJson())
                                            .doesNotContain("Budi")
                                            .doesNotContain("Saksi"));
        }
    }

    @Nested
    class TheClock {

        @Test
        void activatesOnTheStartDate() {
            LocalDate start = today.plusDays(40);
            String id = complete(approved(start, start.plusYears(1)));
            assertThat(state(id)).isEqualTo("SIGNING");
            assertThat(get(id).at("/outstanding/0/code").asString())
                    .isEqualTo("THE_START_DATE_MUST_BE_REACHED");
            advance(start.minusDays(1));
            assertThat(state(id)).isEqualTo("SIGNING");
            advance(start);
            assertThat(state(id)).isEqualTo("ACTIVE");
            advance(start);
            await().untilAsserted(
                            () ->
                                    assertThat(types(events(id)))
                                            .containsOnlyOnce("AgreementActivated")
                                            .endsWith("AgreementActivated"));
        }

        @Test
        void notifiesAndExpiresOnce() {
            LocalDate until = today.plusDays(400);
            String id = active(until);
            for (LocalDate day :
                    List.of(
                            until.minusDays(90),
                            until.minusDays(89),
                            until.minusDays(28),
                            until,
                            until.plusDays(1),
                            until.plusDays(2))) {
                advance(day);
                advance(day);
            }
            assertThat(state(id)).isEqualTo("EXPIRED");
            awaitEvents(
                    id,
                    "AgreementSubmitted",
                    "AgreementSigned",
                    "AgreementSigned",
                    "AgreementActivated",
                    "AgreementExpiring",
                    "AgreementExpiring",
                    "AgreementExpired");
            assertThat(
                            events(id).subList(4, 6).stream()
                                    .map(event -> event.event(AgreementExpiring.class).daysLeft()))
                    .containsExactly(90, 28);
        }

        @Test
        void endsAndAmendsOnPlannedDays() {
            String id = active(today.plusDays(400));
            LocalDate effective = today.plusDays(20);
            LocalDate end = today.plusDays(50);
            rutan.post(path(id, "/addenda"), addendum("1", effective, today.plusDays(500)))
                    .expect(200);
            rutan.post(path(id, "/addenda/1/signatures"), Map.of()).expect(200);
            blk.post(path(id, "/addenda/1/signatures"), Map.of()).expect(200);
            blk.post(
                            path(id, "/termination"),
                            Map.of("on", end.toString(), "reason", "gedung dijual"))
                    .expect(200);
            advance(effective);
            assertThat(get(id).path("until").asString()).isEqualTo(today.plusDays(500).toString());
            advance(end.minusDays(1));
            assertThat(state(id)).isEqualTo("ACTIVE");
            advance(end);
            assertThat(state(id)).isEqualTo("TERMINATED");
            await().untilAsserted(
                            () ->
                                    assertThat(types(events(id)))
                                            .endsWith("AgreementAmended", "AgreementTerminated"));
        }

        @Test
        void isNotStoppedByOneAgreementThatFails() {
            LocalDate until = today.plusDays(300);
            String broken = active(until);
            String sound = active(until);
            mongo.getCollection("agreements")
                    .updateOne(
                            new Document("_id", broken),
                            new Document("$set", new Document("terms.atEnd", "NONSENSE")));
            advance(until.plusDays(1));
            assertThat(state(sound)).isEqualTo("EXPIRED");
            mongo.getCollection("agreements").deleteOne(new Document("_id", broken));
        }

        @Test
        void doesItOnceInManyInstances() throws Exception {
            LocalDate until = today.plusDays(200);
            List<String> ids = List.of(active(until), active(until), active(until));
            try (var pool = Executors.newFixedThreadPool(3)) {
                Callable<Boolean> tick =
                        () -> {
                            advance(until.plusDays(1));
                            return true;
                        };
                for (Future<Boolean> done : pool.invokeAll(Collections.nCopies(3, tick))) {
                    assertThat(done.get()).isTrue();
                }
            }
            for (String id : ids) {
                assertThat(state(id)).isEqualTo("EXPIRED");
                await().untilAsserted(
                                () ->
                                        assertThat(types(events(id)))
                                                .containsOnlyOnce("AgreementExpired"));
            }
        }
    }

    @Nested
    class Renewing {

        private Map<String, Object> next(LocalDate from, LocalDate until) {
            return Map.of("from", from.toString(), "until", until.toString());
        }

        private String renewal(String id, LocalDate from, LocalDate until) {
            return id(rutan.post(path(id, "/renewal"), next(from, until)).expect(201));
        }

        private void agree(String renewal, LocalDate from, LocalDate until) {
            rutan.put(path(renewal, ""), pks(from, until)).expect(200);
            complete(approve(renewal));
        }

        @Test
        void makesTheOldOneRenewedWhenTheNewOneIsInForce() {
            String old = active(today.plusDays(30));
            String renewal = renewal(old, today, today.plusYears(1));
            assertThat(get(renewal).path("renews").asString()).isEqualTo(old);
            assertThat(get(old).path("renewedBy").asString()).isEqualTo(renewal);
            assertThat(state(old)).isEqualTo("ACTIVE");
            agree(renewal, today, today.plusYears(1));
            assertThat(state(renewal)).isEqualTo("ACTIVE");
            assertThat(state(old)).isEqualTo("RENEWED");
            await().untilAsserted(
                            () -> assertThat(types(events(old))).endsWith("AgreementRenewed"));
            AgreementRenewed event = events(old).getLast().event(AgreementRenewed.class);
            assertThat(event.successor()).isEqualTo(new AgreementId(renewal));
            assertThat(event.agreement().state()).isEqualTo(AgreementState.RENEWED);
            await().until(() -> types(events(renewal)).contains("AgreementActivated"));
            AgreementEvent activated = events(renewal).getLast().event(AgreementActivated.class);
            assertThat(activated.agreement().renews()).isEqualTo(new AgreementId(old));
        }

        @Test
        void isOpenOnceAtATimeUntilWithdrawn() {
            String old = active(today.plusDays(30));
            String first = renewal(old, today, today.plusYears(1));
            refuses(
                    "ONE_RENEWAL_AT_A_TIME",
                    old,
                    () -> blk.post(path(old, "/renewal"), next(today, today.plusYears(1))));
            rutan.post(path(first, "/termination"), Map.of("reason", "batal")).expect(200);
            String second = renewal(old, today, today.plusYears(2));
            assertThat(get(old).path("renewedBy").asString()).isEqualTo(second);
        }

        @Test
        void isOpenedOnceByManyAtTheSameTime() throws Exception {
            String old = active(today.plusDays(30));
            try (var pool = Executors.newFixedThreadPool(4)) {
                Callable<Integer> renew =
                        () ->
                                rutan.post(path(old, "/renewal"), next(today, today.plusYears(1)))
                                        .status();
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : pool.invokeAll(Collections.nCopies(6, renew))) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsOnlyOnce(201);
            }
        }

        @Test
        void renewsRatherThanExpiresWhatItFollows() {
            LocalDate until = today.plusDays(25);
            String old = active(until);
            LocalDate from = until.plusDays(1);
            String renewal = renewal(old, from, from.plusYears(1));
            agree(renewal, from, from.plusYears(1));
            assertThat(state(renewal)).isEqualTo("SIGNING");
            advance(from);
            assertThat(state(renewal)).isEqualTo("ACTIVE");
            assertThat(state(old)).isEqualTo("RENEWED");
            await().untilAsserted(
                            () ->
                                    assertThat(types(events(old)))
                                            .endsWith("AgreementRenewed")
                                            .doesNotContain("AgreementExpired"));
        }

        @Test
        void isFinishedByTheClockWhenInterrupted() {
            String old = active(today.plusDays(30));
            String renewal = renewal(old, today, today.plusYears(1));
            rutan.put(path(renewal, ""), pks(today, today.plusYears(1))).expect(200);
            approve(renewal);
            // the last step without what follows it, as if the service had died in between
            Agreement agreement = agreements.find(new AgreementId(renewal)).orElseThrow();
            Moment now = Moment.of(Clock.system(ZONE));
            for (String party : List.of("rutan-kelas-iib-ponorogo", "upt-blk-ponorogo")) {
                agreement.sign(
                        new Actor(new InstitutionId(party), "client"),
                        null,
                        today,
                        settings.activation(),
                        now);
            }
            agreement.keep(
                    new Actor(new InstitutionId("upt-blk-ponorogo"), "client"),
                    AgreementFixture.original("00"),
                    settings.activation(),
                    now);
            agreements.save(agreement);
            assertThat(state(old)).isEqualTo("ACTIVE");
            advance(today);
            assertThat(state(old)).isEqualTo("RENEWED");
            assertThat(agreements.find(new AgreementId(renewal)).orElseThrow().relieves()).isNull();
        }
    }
}
