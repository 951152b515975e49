package id.bekal.verification;

import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.quickstart.stories.Stage;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small class from agreement to certificates, and all that it left behind. */
final class CompletedClass {

    private static final String UNIT = "unit-1";
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    final Stage stage;
    final String prison;
    final String provider;
    final String agreement;
    final String curriculum;
    final String instructor;
    final String program;
    final List<String> learners;

    private CompletedClass(Installation installation, String prison, String provider, int size) {
        this.stage = new Stage(installation.gateway(), installation.credentials());
        this.prison = prison;
        this.provider = provider;
        stage.registerInstitutions();
        LocalDate today = stage.today();
        agreement =
                stage.agreement(
                        "PKS",
                        "Pelatihan furnitur",
                        List.of(prison, provider),
                        List.of("furniture"),
                        0,
                        today.minusDays(10),
                        today.plusDays(100),
                        "");
        curriculum =
                stage.curriculum(
                        provider,
                        "furniture",
                        "Furnitur",
                        80,
                        List.of(new Stage.Unit("", "Dasar", 8)));
        instructor = stage.instructor(provider, "furniture");
        program = stage.program(provider, prison, agreement, curriculum, today, today, size);
        learners = stage.learners(prison, size, 0, today.plusYears(1));
        learners.forEach(learner -> stage.enrol(prison, program, learner));
        stage.start(provider, program, today);
        stage.session(provider, program, today, UNIT, instructor, Stage.all(learners, "HADIR"));
        stage.assess(provider, program, UNIT, today, Stage.all(learners, "K"));
        stage.complete(provider, program);
    }

    static CompletedClass of(Installation installation, String prison, String provider, int size) {
        return new CompletedClass(installation, prison, provider, size);
    }

    /** Its certificates, once all are there. */
    List<JsonNode> certificates() {
        List<JsonNode> found = new ArrayList<>();
        stage.await(
                "the certificates",
                () -> {
                    found.clear();
                    stage.as(provider)
                            .get("/api/certificates?limit=200&program=" + program)
                            .expect(200)
                            .json()
                            .path("items")
                            .forEach(found::add);
                    return found.size() >= learners.size();
                });
        return found;
    }

    /** Ids of what belongs to it, by the path of their kind. */
    Map<String, String> idsByPath() {
        Map<String, String> ids = new HashMap<>();
        ids.put("/api/institutions", provider);
        ids.put("/api/agreements", agreement);
        ids.put("/api/curricula", curriculum);
        ids.put("/api/instructors", instructor);
        ids.put("/api/programs", program);
        ids.put("/api/learners", learners.getFirst());
        ids.put("/api/issuers", provider);
        ids.put("/api/certificates", certificates().getFirst().path("id").asString());
        ids.put(
                "/api/eligibility-policies",
                stage.as(prison)
                        .post(
                                "/api/eligibility-policies",
                                Map.of("name", "Semua", "rules", List.of()))
                        .expect(201)
                        .id());
        ids.put("/api/clients", onboarded("/api/clients", client()));
        ids.put("/api/accounts", onboarded("/api/accounts", account()));
        ids.put("/api/webhooks", silentWebhook());
        return ids;
    }

    private String onboarded(String path, Map<String, Object> request) {
        InstitutionApi kanwil = stage.as("kanwil-ditjenpas-jawa-timur");
        return kanwil.post(path, request).expect(201).id();
    }

    /** One that sends nothing, so that nothing of it changes by itself. */
    private String silentWebhook() {
        InstitutionApi owner = stage.as(provider);
        String id =
                owner.post(
                                "/api/webhooks",
                                Map.of("url", "http://127.0.0.1:9/", "signature", "HMAC"))
                        .expect(201)
                        .id();
        owner.post("/api/webhooks/" + id + "/deactivation", Map.of()).expect(200);
        return id;
    }

    private Map<String, Object> client() {
        return Map.of(
                "institution",
                prison,
                "name",
                "for a test",
                "scopes",
                List.of("training.read"),
                "authentication",
                "SECRET");
    }

    private Map<String, Object> account() {
        return Map.of(
                "institution",
                prison,
                "email",
                program + "@example.go.id",
                "name",
                "Petugas Uji",
                "roles",
                List.of("OFFICER"),
                "locale",
                "id");
    }

    /** The path of an operation with ids of this class in it. */
    String at(String path, Map<String, String> ids) {
        Map<String, String> others =
                Map.of(
                        "learner",
                        learners.getFirst(),
                        "session",
                        session(),
                        "party",
                        provider,
                        "program",
                        program,
                        "key",
                        "key-1",
                        "number",
                        "1",
                        "inspection",
                        "none");
        String kind = path.substring(0, path.indexOf("/{"));
        Matcher variables = VARIABLE.matcher(path);
        StringBuilder filled = new StringBuilder();
        while (variables.find()) {
            String name = variables.group(1);
            String id = name.equals("id") ? ids.get(kind) : others.get(name);
            if (id == null) {
                throw new IllegalStateException("no id for {" + name + "} of " + path);
            }
            variables.appendReplacement(filled, Matcher.quoteReplacement(id));
        }
        return variables.appendTail(filled).toString();
    }

    private String session() {
        return stage.as(provider)
                .get("/api/programs/" + program + "/sessions")
                .expect(200)
                .json()
                .at("/0/id")
                .asString();
    }
}
