package id.bekal.quickstart.stories;

import id.bekal.quickstart.Credentials;
import id.bekal.quickstart.Csv;
import id.bekal.quickstart.Institution;

import net.datafaker.Faker;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What all stories need: institutions, agreements, learners, classes, certificates. Every step is a
 * call of the API.
 */
public final class Stage {

    /** An LSP that tests competence in East Java. */
    public static final String LSP = "lsp-upt-blk-surabaya";

    private static final String KANWIL = "kanwil-ditjenpas-jawa-timur";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Faker FAKER = new Faker(Locale.of("id", "ID"));

    private final URI gateway;
    private final Credentials credentials;
    private final Map<String, InstitutionApi> apis = new HashMap<>();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jakarta"));
    private int registered;

    public Stage(URI gateway, Credentials credentials) {
        this.gateway = gateway;
        this.credentials = credentials;
    }

    public LocalDate today() {
        return today;
    }

    public InstitutionApi as(String institution) {
        return apis.computeIfAbsent(
                institution, id -> new InstitutionApi(gateway, credentials.of(id)));
    }

    // ---- institutions and agreements

    /** The regional authority registers every institution of data/ that is not registered yet. */
    public int registerInstitutions() {
        InstitutionApi kanwil = as(KANWIL);
        List<Institution> all = new ArrayList<>(Institution.all());
        all.sort((a, b) -> Boolean.compare(b.id().equals(KANWIL), a.id().equals(KANWIL)));
        for (Institution institution : all) {
            if (kanwil.get("/api/institutions/" + institution.id()).status() == 200) {
                continue;
            }
            Map<String, Object> body = new HashMap<>();
            body.put("id", institution.id());
            body.put("kind", institution.kind());
            body.put("name", institution.name());
            body.put("city", institution.city());
            body.put("since", today.minusYears(1).toString());
            if (!institution.grade().isBlank()) {
                body.put("classification", institution.grade());
            }
            if (!institution.address().isBlank()) {
                body.put("address", institution.address());
            }
            kanwil.post("/api/institutions", body).expect(201);
        }
        return all.size();
    }

    /** Drafts, reviews, signs and stores an agreement until it is in force; returns its id. */
    public String agreement(
            String kind,
            String title,
            List<String> parties,
            List<String> fields,
            int quota,
            LocalDate from,
            LocalDate until,
            String parent) {
        InstitutionApi creator = as(parties.getFirst());
        Map<String, Object> body = new HashMap<>();
        body.put("kind", kind);
        body.put("title", title);
        body.put("parties", parties.stream().map(this::party).toList());
        body.put("fields", fields);
        body.put("from", from.toString());
        body.put("until", until.toString());
        if (quota > 0) {
            body.put("quota", quota);
        }
        if (!parent.isEmpty()) {
            body.put("parent", parent);
        }
        String id = creator.post("/api/agreements", body).expect(201).id();
        String path = "/api/agreements/" + id;
        creator.post(path + "/submission", Map.of()).expect(200);
        for (String party : parties.subList(1, parties.size())) {
            as(party).post(path + "/review", Map.of("decision", "APPROVED")).expect(200);
        }
        for (String party : parties) {
            as(party)
                    .post(
                            path + "/signatures",
                            Map.of(
                                    "number",
                                    kind + "-" + run + "/" + party,
                                    "signedOn",
                                    from.toString()))
                    .expect(200);
            as(party).putPdf(path + "/original", scan(title, party)).expect(200);
        }
        String state = creator.get(path).expect(200).json().path("state").asString();
        if (!state.equals("ACTIVE")) {
            throw new StoryFailedException("the agreement is " + state + ", not in force");
        }
        return id;
    }

    private Map<String, Object> party(String institution) {
        return Map.of(
                "institution", institution,
                "signatories",
                        List.of(
                                Map.of(
                                        "name", FAKER.name().name(),
                                        "office", "Kepala",
                                        "capacity", "atas nama instansi")),
                "obligations",
                        List.of(
                                institution.startsWith("upt-blk")
                                        ? Map.of(
                                                "category", "INSTRUCTORS",
                                                "description", "Instruktur, bahan, sertifikat")
                                        : Map.of(
                                                "category", "VENUE",
                                                "description", "Tempat dan keamanan")));
    }

    private static byte[] scan(String title, String party) {
        return ("%PDF-1.4\n% a scan of " + title + " signed by " + party + "\n%%EOF\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    // ---- learners

    /** Registers learners with generated names in an institution's custody. */
    public List<String> learners(String custodian, int men, int women, LocalDate earliestRelease) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < men + women; i++) {
            String name =
                    (i < men ? FAKER.name().malefirstName() : FAKER.name().femaleFirstName())
                            + " "
                            + FAKER.name().lastName();
            ids.add(
                    onceHeardOf(
                                    "NOT_A_CUSTODIAN",
                                    custodian,
                                    "/api/learners",
                                    Map.of(
                                            "name", name,
                                            "birthPlace", "Madiun",
                                            "birthDate",
                                                    today.minusYears(22)
                                                            .minusDays(137L * i)
                                                            .toString(),
                                            "domicile", "Madiun",
                                            "registerNumber",
                                                    "B.I %s-%d/2026".formatted(run, ++registered),
                                            "heldSince", today.minusYears(1).toString(),
                                            "earliestRelease", earliestRelease.toString()))
                            .expect(201)
                            .id());
        }
        return ids;
    }

    // ---- classes

    /** A unit to teach: code or nothing, title, JP. */
    public record Unit(String code, String title, int hours) {}

    /** Units of a field as data/units.csv has them, with these hours. */
    static List<Unit> units(String field, int... hours) {
        List<Unit> units = new ArrayList<>();
        for (Map<String, String> row : Csv.resource("units.csv")) {
            if (field.equals(row.get("field")) && units.size() < hours.length) {
                units.add(
                        new Unit(
                                row.getOrDefault("code", ""),
                                row.getOrDefault("title_id", ""),
                                hours[units.size()]));
            }
        }
        return units;
    }

    public String curriculum(
            String provider, String field, String title, int minimumAttendance, List<Unit> units) {
        return as(provider)
                .post(
                        "/api/curricula",
                        Map.of(
                                "field", field,
                                "titleId", title,
                                "minimumAttendance", minimumAttendance,
                                "units", units.stream().map(Stage::unit).toList()))
                .expect(201)
                .id();
    }

    private static Map<String, Object> unit(Unit unit) {
        Map<String, Object> body = new HashMap<>();
        body.put("titleId", unit.title());
        body.put("hours", unit.hours());
        if (!unit.code().isEmpty()) {
            body.put("code", unit.code());
        }
        return body;
    }

    public String instructor(String provider, String field) {
        return as(provider)
                .post(
                        "/api/instructors",
                        Map.of(
                                "name", FAKER.name().name(),
                                "certificates",
                                        List.of(
                                                Map.of(
                                                        "number",
                                                        "INS-" + run,
                                                        "field",
                                                        field,
                                                        "validUntil",
                                                        today.plusYears(1).toString()))))
                .expect(201)
                .id();
    }

    /** Plans and opens a program, as soon as training has heard that the agreement is in force. */
    public String program(
            String provider,
            String custodian,
            String agreement,
            String curriculum,
            LocalDate from,
            LocalDate until,
            int capacity) {
        Map<String, Object> body =
                Map.of(
                        "agreement", agreement,
                        "custodian", custodian,
                        "curriculum", curriculum,
                        "from", from.toString(),
                        "until", until.toString(),
                        "capacity", capacity,
                        "mode", "AT_PRISON");
        List<String> planned = new ArrayList<>();
        await(
                "the agreement to be in force at training",
                () -> {
                    InstitutionApi.Answer answer = as(provider).post("/api/programs", body);
                    // its events come one by one, and not at once where instances share them anew
                    if (Set.of("AGREEMENT_UNKNOWN", "AGREEMENT_NOT_IN_FORCE")
                            .contains(answer.code())) {
                        return false;
                    }
                    planned.add(answer.expect(201).id());
                    return true;
                });
        as(provider).post("/api/programs/" + planned.getFirst() + "/opening", Map.of()).expect(200);
        return planned.getFirst();
    }

    /** Proposes and approves; returns the state the enrolment is in. */
    public String enrol(String custodian, String program, String learner) {
        as(custodian)
                .post("/api/programs/" + program + "/enrolments", Map.of("learner", learner))
                .expect(201);
        return as(custodian)
                .post(
                        "/api/programs/" + program + "/enrolments/" + learner + "/approval",
                        Map.of("approved", true, "officer", "Ketua TPP"))
                .expect(200)
                .json()
                .path("state")
                .asString();
    }

    public void start(String provider, String program, LocalDate on) {
        as(provider)
                .post("/api/programs/" + program + "/start", Map.of("on", on.toString()))
                .expect(200);
    }

    /** Weekdays from a day on. */
    static List<LocalDate> classDays(LocalDate from, int count) {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = from; days.size() < count; day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY
                    && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                days.add(day);
            }
        }
        return days;
    }

    /**
     * The first day of a class of {@code count} days whose last is the last weekday before {@code
     * end}.
     */
    static LocalDate firstDay(LocalDate end, int count) {
        LocalDate day = end;
        int left = count;
        while (left > 0) {
            day = day.minusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY
                    && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }

    /** Holds a session of 8 JP and writes down who attended. */
    public void session(
            String provider,
            String program,
            LocalDate on,
            String unit,
            String instructor,
            Map<String, String> codes) {
        String session =
                as(provider)
                        .post(
                                "/api/programs/" + program + "/sessions",
                                Map.of(
                                        "on", on.toString(),
                                        "hours", 8,
                                        "part", "PRACTICE",
                                        "units", List.of(unit),
                                        "instructors", List.of(instructor)))
                        .expect(201)
                        .id();
        as(provider)
                .put(
                        "/api/programs/" + program + "/sessions/" + session + "/attendance",
                        Map.of(
                                "entries",
                                codes.entrySet().stream()
                                        .map(
                                                entry ->
                                                        Map.of(
                                                                "learner", entry.getKey(),
                                                                "code", entry.getValue(),
                                                                "recordedAt",
                                                                        Instant.now().toString()))
                                        .toList()))
                .expect(200);
    }

    public void assess(
            String provider,
            String program,
            String unit,
            LocalDate on,
            Map<String, String> results) {
        as(provider)
                .post(
                        "/api/programs/" + program + "/assessments",
                        Map.of(
                                "unit", unit,
                                "assessor", Map.of("number", "MET-" + run),
                                "on", on.toString(),
                                "results",
                                        results.entrySet().stream()
                                                .map(
                                                        entry ->
                                                                Map.of(
                                                                        "learner", entry.getKey(),
                                                                        "result", entry.getValue()))
                                                .toList()))
                .expect(200);
    }

    public void complete(String provider, String program) {
        as(provider).post("/api/programs/" + program + "/final-assessment", Map.of()).expect(200);
        onceHeardOf(
                        "HOLDER_KEYS_PENDING",
                        provider,
                        "/api/programs/" + program + "/completion",
                        Map.of("on", today.toString()))
                .expect(200);
    }

    /**
     * What another service tells takes a moment to arrive: the request is made again until then.
     */
    private InstitutionApi.Answer onceHeardOf(
            String waiting, String institution, String path, Map<String, Object> body) {
        AtomicReference<InstitutionApi.Answer> answer = new AtomicReference<>();
        await(
                waiting + " to end",
                () -> {
                    answer.set(as(institution).post(path, body));
                    return !answer.get().code().equals(waiting);
                });
        return answer.get();
    }

    /** Everyone gets the same. */
    public static Map<String, String> all(List<String> learners, String value) {
        Map<String, String> codes = new LinkedHashMap<>();
        learners.forEach(learner -> codes.put(learner, value));
        return codes;
    }

    // ---- certificates

    /** The issuer's certificates of a program, once there are so many of them. */
    List<JsonNode> certificates(String issuer, String program, String kind, int expected) {
        List<JsonNode> found = new ArrayList<>();
        await(
                expected + " certificates of " + issuer,
                () -> {
                    found.clear();
                    as(issuer)
                            .get("/api/certificates?limit=200&program=" + program + "&kind=" + kind)
                            .expect(200)
                            .json()
                            .path("items")
                            .forEach(found::add);
                    return found.size() >= expected;
                });
        return found;
    }

    /** How many of them an employer finds valid. */
    int verified(List<JsonNode> certificates) {
        int valid = 0;
        for (JsonNode certificate : certificates) {
            InstitutionApi.Answer answer =
                    InstitutionApi.publicly(
                            gateway, "/verify/" + certificate.path("token").asString());
            if (answer.status() == 200
                    && answer.json().path("status").asString().equals("VALID")
                    && answer.json().path("number").equals(certificate.path("number"))) {
                valid++;
            }
        }
        return valid;
    }

    /** How many learners have so many certificates in their own record. */
    long recordsWith(String custodian, List<String> learners, int certificates) {
        Function<String, Integer> held =
                learner ->
                        as(custodian)
                                .get("/api/learners/" + learner + "/record")
                                .expect(200)
                                .json()
                                .path("certificates")
                                .size();
        await(
                certificates + " certificates in each record",
                () -> learners.stream().allMatch(learner -> held.apply(learner) >= certificates));
        return learners.stream().filter(learner -> held.apply(learner) == certificates).count();
    }

    /** Waits for what follows from events; a minute at most. */
    public void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new StoryFailedException(
                        "waited %d s in vain for %s".formatted(PATIENCE.toSeconds(), what));
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
