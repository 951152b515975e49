package id.bekal.agreements.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionChanged;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.ServiceTest;
import id.bekal.testing.TestServers;
import id.bekal.testing.TestTokens;
import id.bekal.testing.TopicReader;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

@ServiceTest
@TestPropertySource(properties = "bekal.agreements.original-max-size=64KB")
class InstitutionsIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    @LocalServerPort int port;
    @Autowired Institutions institutions;

    private final String kafka = TestServers.started().kafka();
    private final LocalDate today = LocalDate.now(ZONE);

    /** A region of its own for each test. */
    private final String authority = "kanwil-" + NewIds.random();

    private Api kanwil;

    @BeforeEach
    void callAsRegionalAuthority() {
        kanwil = Api.at(port).as(authority, "REGIONAL_AUTHORITY");
    }

    private Api.Answer register(Api api, String id, String kind, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("id", id);
        body.put("kind", kind);
        body.putIfAbsent("name", "Instansi " + id);
        body.putIfAbsent("city", "Ngawi");
        return api.post("/api/institutions", body);
    }

    private String registered(String kind) {
        String id = kind.toLowerCase(java.util.Locale.ROOT) + "-" + NewIds.random();
        register(kanwil, id, kind, Map.of("since", "2020-01-01", "classification", "IIB"))
                .expect(201);
        return id;
    }

    private void registerAuthority() {
        register(kanwil, authority, "REGIONAL_AUTHORITY", Map.of()).expect(201);
    }

    private List<EventEnvelope> events(String id) {
        return TopicReader.events(kafka, "bekal.agreements.v1", e -> id.equals(e.subject()));
    }

    private void awaitEvents(String id, int count) {
        await().untilAsserted(() -> assertThat(events(id)).hasSize(count));
    }

    private static void assertRefused(String rule, Api.Answer answer) {
        assertThat(answer.expect(409).code()).isEqualTo(rule);
        assertThat(answer.json().path("detail").asString()).isNotEqualTo(rule);
    }

    private static void assertAtFault(String field, Api.Answer answer) {
        assertThat(answer.expect(400).json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/detail").asString())
                .isNotEqualTo(answer.json().at("/errors/0/code").asString());
    }

    @Nested
    class Registering {

        @Test
        void isToldToTheInstitutionAndItsAuthority() {
            registerAuthority();
            String lapas = registered("LAPAS");
            awaitEvents(lapas, 1);
            EventEnvelope event = events(lapas).getFirst();
            assertThat(event.audienceIds())
                    .containsExactlyInAnyOrder(
                            new InstitutionId(lapas), new InstitutionId(authority));
            InstitutionRegistered registered = event.event(InstitutionRegistered.class);
            assertThat(registered.institution().roles())
                    .containsExactly(InstitutionRole.CORRECTIONAL);
            assertThat(registered.institution().regionalAuthority())
                    .isEqualTo(new InstitutionId(authority));
            assertThat(registered.institution().inForce()).isTrue();
            awaitEvents(authority, 1);
        }

        @Test
        void isPublicToEveryCaller() {
            registerAuthority();
            String blk = registered("BLK");
            Api anyone = Api.at(port).as("lsp-jauh", "LSP");
            JsonNode view = anyone.get("/api/institutions/" + blk).expect(200).json();
            assertThat(view.path("roles").get(0).asString()).isEqualTo("TRAINING_PROVIDER");
            assertThat(view.path("classification").asString()).isEqualTo("IIB");
            assertThat(view.path("standings")).hasSize(1);
            assertThat(anyone.get("/api/institutions/none").expect(404).code())
                    .isEqualTo("NOT_FOUND");
        }

        @Test
        void isRefusedTwice() {
            registerAuthority();
            String lapas = registered("LAPAS");
            assertRefused(
                    "AN_INSTITUTION_IS_REGISTERED_ONCE",
                    register(kanwil, lapas, "LAPAS", Map.of()));
            kanwil.post("/api/institutions/" + lapas + "/names", Map.of("name", "Lapas Ngawi"))
                    .expect(200);
            awaitEvents(lapas, 2);
        }

        @Test
        void isRefusedBeforeTheAuthorityItself() {
            String id = "lapas-" + NewIds.random();
            assertRefused(
                    "A_REGIONAL_AUTHORITY_REGISTERS_ITSELF_FIRST",
                    register(kanwil, id, "LAPAS", Map.of()));
            kanwil.get("/api/institutions/" + id).expect(404);
            assertThat(events(id)).isEmpty();
        }

        @Test
        void isRefusedForAnotherAuthority() {
            registerAuthority();
            assertRefused(
                    "A_REGIONAL_AUTHORITY_REGISTERS_NO_OTHER",
                    register(kanwil, "kanwil-lain", "REGIONAL_AUTHORITY", Map.of()));
            assertRefused(
                    "A_REGIONAL_AUTHORITY_REGISTERS_NO_OTHER",
                    register(kanwil, authority, "LAPAS", Map.of()));
        }

        @Test
        void isForbiddenToOthersThanRegionalAuthorities() {
            Api lapas = Api.at(port).as("lapas-x", "LAPAS");
            register(lapas, "lapas-x", "LAPAS", Map.of()).expect(403);
            Api reader =
                    Api.at(port)
                            .with(
                                    "Authorization",
                                    "Bearer "
                                            + TestTokens.of(
                                                    authority,
                                                    "REGIONAL_AUTHORITY",
                                                    "agreements.read"));
            register(reader, authority, "REGIONAL_AUTHORITY", Map.of()).expect(403);
        }

        @Test
        void takesAnyKindThatComesWithItsRoles() {
            registerAuthority();
            String id = "pesantren-" + NewIds.random();
            assertAtFault("roles", register(kanwil, id, "PESANTREN", Map.of()));
            register(kanwil, id, "PESANTREN", Map.of("roles", List.of("TRAINING_PROVIDER")))
                    .expect(201);
            String both = "lapas-" + NewIds.random();
            JsonNode view =
                    register(
                                    kanwil,
                                    both,
                                    "LAPAS",
                                    Map.of("roles", List.of("CORRECTIONAL", "TRAINING_PROVIDER")))
                            .expect(201)
                            .json();
            assertThat(view.path("roles")).hasSize(2);
        }

        @Test
        void namesTheFieldAtFault() {
            registerAuthority();
            assertAtFault("kind", register(kanwil, "lapas-y", "lapas", Map.of()));
            assertAtFault("name", register(kanwil, "lapas-y", "LAPAS", Map.of("name", " ")));
            assertAtFault("id", register(kanwil, "a b", "LAPAS", Map.of()));
            assertAtFault(
                    "since",
                    register(
                            kanwil,
                            "lapas-y",
                            "LAPAS",
                            Map.of("since", today.plusDays(2).toString())));
            assertAtFault(
                    "roles",
                    register(
                            kanwil,
                            "lapas-y",
                            "LAPAS",
                            Map.of("roles", List.of("REGIONAL_AUTHORITY"))));
        }
    }

    @Nested
    class Changing {

        @Test
        void isToldWholeEachTime() {
            registerAuthority();
            String lapas = registered("LAPAS");
            String other = registered("LAPAS");
            String path = "/api/institutions/" + lapas;
            kanwil.post(path + "/names", Map.of("name", "Lapas Ngawi", "ministry", "Kemenimipas"))
                    .expect(200);
            kanwil.post(path + "/classifications", Map.of("classification", "IIA")).expect(200);
            kanwil.post(path + "/standing", Map.of("inForce", false, "reason", "dibangun ulang"))
                    .expect(200);
            JsonNode view =
                    kanwil.post(path + "/succession", Map.of("institution", other))
                            .expect(200)
                            .json();
            assertThat(view.path("name").asString()).isEqualTo("Lapas Ngawi");
            assertThat(view.path("ministry").asString()).isEqualTo("Kemenimipas");
            assertThat(view.path("names")).hasSize(2);
            assertThat(view.at("/succession/institution").asString()).isEqualTo(other);
            awaitEvents(lapas, 5);
            InstitutionChanged last = events(lapas).getLast().event(InstitutionChanged.class);
            assertThat(last.institution().classification()).isEqualTo("IIA");
            assertThat(last.institution().inForce()).isFalse();
            assertThat(last.institution().successor()).isEqualTo(new InstitutionId(other));
        }

        @Test
        void isNotFoundForAnotherRegion() {
            registerAuthority();
            String lapas = registered("LAPAS");
            Api another = Api.at(port).as("kanwil-bali", "REGIONAL_AUTHORITY");
            String path = "/api/institutions/" + lapas;
            another.post(path + "/names", Map.of("name", "Milik Bali")).expect(404);
            another.post(path + "/classifications", Map.of("classification", "I")).expect(404);
            another.post(path + "/standing", Map.of("inForce", true)).expect(404);
            another.post(path + "/succession", Map.of("institution", lapas)).expect(404);
            Api itself = Api.at(port).as(lapas, "LAPAS");
            itself.post(path + "/names", Map.of("name", "Sendiri")).expect(403);
        }

        @Test
        void isRefusedWithItsRuleAndLeavesNoEvent() {
            registerAuthority();
            String lapas = registered("LAPAS");
            String other = registered("LAPAS");
            String path = "/api/institutions/" + lapas;
            Map<String, Object> early = Map.of("since", "2019-12-31");
            assertRefused(
                    "A_LATER_NAME_STARTS_LATER",
                    kanwil.post(path + "/names", with(early, "name", "Lama")));
            assertRefused(
                    "A_LATER_CLASSIFICATION_STARTS_LATER",
                    kanwil.post(path + "/classifications", with(early, "classification", "I")));
            assertRefused(
                    "A_LATER_STANDING_STARTS_LATER",
                    kanwil.post(path + "/standing", with(early, "inForce", true)));
            assertRefused(
                    "A_SUCCESSOR_IS_ANOTHER_INSTITUTION",
                    kanwil.post(path + "/succession", Map.of("institution", lapas)));
            assertAtFault(
                    "institution",
                    kanwil.post(path + "/succession", Map.of("institution", "tak-ada")));
            assertAtFault("reason", kanwil.post(path + "/standing", Map.of("inForce", false)));
            kanwil.post(path + "/succession", Map.of("institution", other)).expect(200);
            assertRefused(
                    "AN_INSTITUTION_IS_SUCCEEDED_ONCE",
                    kanwil.post(path + "/succession", Map.of("institution", authority)));
            assertRefused(
                    "SUCCESSION_NEVER_RUNS_IN_A_CIRCLE",
                    kanwil.post(
                            "/api/institutions/" + other + "/succession",
                            Map.of("institution", lapas)));
            awaitEvents(lapas, 2);
            assertThat(events(lapas))
                    .extracting(EventEnvelope::sequenceNumber)
                    .containsExactly(1L, 2L);
        }

        private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
            Map<String, Object> more = new HashMap<>(map);
            more.put(key, value);
            return more;
        }

        @Test
        void isToldOnTheDayItWasDatedAheadTo() {
            registerAuthority();
            String lapas = registered("LAPAS");
            LocalDate day = today.plusDays(10);
            JsonNode view =
                    kanwil.post(
                                    "/api/institutions/" + lapas + "/names",
                                    Map.of("name", "Lapas Ngawi", "since", day.toString()))
                            .expect(200)
                            .json();
            assertThat(view.path("name").asString()).isEqualTo("Instansi " + lapas);
            advance(day.minusDays(1));
            advance(day);
            advance(day);
            awaitEvents(lapas, 3);
            assertThat(events(lapas).getLast().event(InstitutionChanged.class).institution().name())
                    .isEqualTo("Lapas Ngawi");
        }

        private void advance(LocalDate day) {
            new AdvancingInstitutions(
                            institutions,
                            Clock.fixed(day.atTime(LocalTime.NOON).atZone(ZONE).toInstant(), ZONE))
                    .advance();
        }
    }

    @Nested
    class Listing {

        @Test
        void filtersAndPagesWithoutRepeating() {
            registerAuthority();
            Set<String> all = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                all.add(registered("BAPAS"));
            }
            List<String> seen = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                JsonNode page =
                        kanwil.get("/api/institutions?kind=BAPAS&limit=2" + cursor)
                                .expect(200)
                                .json();
                page.path("items").forEach(item -> seen.add(item.path("id").asString()));
                cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : null;
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
            JsonNode bodies =
                    kanwil.get("/api/institutions?role=CERTIFICATION_BODY").expect(200).json();
            bodies.path("items")
                    .forEach(item -> assertThat(item.path("kind").asString()).isEqualTo("LSP"));
            kanwil.get("/api/institutions?role=BAKER").expect(400);
        }
    }
}
