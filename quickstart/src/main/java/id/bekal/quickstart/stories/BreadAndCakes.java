package id.bekal.quickstart.stories;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Story 1: Rutan Ponorogo with UPT BLK Ponorogo; 16 learners, 160 JP, each with both certificates.
 */
final class BreadAndCakes {

    private static final String RUTAN = "rutan-kelas-iib-ponorogo";
    static final String BLK = "upt-blk-ponorogo";

    private BreadAndCakes() {}

    static void tell(Stage stage, Figures figures) {
        figures.title(
                "1. Rutan Ponorogo dan UPT BLK Ponorogo: roti dan kue",
                "1. Rutan Ponorogo and UPT BLK Ponorogo: bread and cakes");
        LocalDate closing = stage.today();
        List<LocalDate> days = Stage.classDays(Stage.firstDay(closing.minusDays(7), 20), 20);
        LocalDate from = days.getFirst();
        String agreement =
                stage.agreement(
                        "PKS",
                        "Pelatihan roti dan kue",
                        List.of(RUTAN, BLK),
                        List.of("bakery"),
                        16,
                        from.minusDays(14),
                        closing.plusYears(1),
                        "");
        List<Stage.Unit> units =
                List.of(
                        new Stage.Unit("", "Menyiapkan bahan dan peralatan", 24),
                        new Stage.Unit("", "Membuat roti", 72),
                        new Stage.Unit("", "Membuat kue", 64));
        String curriculum = stage.curriculum(BLK, "bakery", "Roti dan Kue", 80, units);
        String instructor = stage.instructor(BLK, "bakery");
        String program = stage.program(BLK, RUTAN, agreement, curriculum, from, closing, 16);
        List<String> participants = stage.learners(RUTAN, 9, 7, closing.plusMonths(5));
        participants.forEach(learner -> stage.enrol(RUTAN, program, learner));
        stage.start(BLK, program, from);
        for (int day = 0; day < days.size(); day++) {
            String unit = day < 3 ? "unit-1" : day < 12 ? "unit-2" : "unit-3";
            Map<String, String> codes = Stage.all(participants, "HADIR");
            if (day == 4) {
                codes.put(participants.get(3), "SAKIT");
            }
            if (day == 9) {
                codes.putAll(Stage.all(participants, "TERTAHAN"));
            }
            stage.session(BLK, program, days.get(day), unit, instructor, codes);
        }
        stage.as(BLK)
                .put("/api/programs/" + program + "/certifier", Map.of("certifier", Stage.LSP))
                .expect(200);
        List<String> candidates = new ArrayList<>();
        stage.as(Stage.LSP)
                .get("/api/programs/" + program + "/candidates")
                .expect(200)
                .json()
                .forEach(candidate -> candidates.add(candidate.path("learner").asString()));
        LocalDate tested = days.getLast();
        for (String unit : List.of("unit-1", "unit-2", "unit-3")) {
            stage.assess(BLK, program, unit, tested, Stage.all(participants, "K"));
        }
        stage.complete(BLK, program);
        List<JsonNode> training = stage.certificates(BLK, program, "TRAINING", 16);
        int number = 0;
        for (String learner : candidates) {
            stage.as(Stage.LSP)
                    .post(
                            "/api/competence-certificates",
                            Map.of(
                                    "program",
                                    program,
                                    "learner",
                                    learner,
                                    "number",
                                    "LSP-%s-%02d".formatted(program, ++number),
                                    "scheme",
                                    "Roti dan kue",
                                    "assessedOn",
                                    tested.toString()))
                    .expect(201);
        }
        List<JsonNode> competence = stage.certificates(Stage.LSP, program, "COMPETENCE", 16);
        figures.check("peserta / learners", 16, participants.size());
        figures.check("peserta uji bagi LSP / candidates the LSP sees", 16, candidates.size());
        figures.check("sertifikat pelatihan / training certificates", 16, training.size());
        figures.check("sertifikat kompetensi / competence certificates", 16, competence.size());
        figures.check(
                "terverifikasi dari luar / verified from outside",
                32,
                stage.verified(training) + stage.verified(competence));
        figures.check(
                "catatan dengan dua sertifikat / records with both",
                16L,
                stage.recordsWith(RUTAN, participants, 2));
        int hours =
                stage.as(RUTAN)
                        .get("/api/learners/" + participants.getFirst() + "/record")
                        .expect(200)
                        .json()
                        .path("hours")
                        .asInt();
        figures.check("JP seorang peserta (sehari tertahan) / JP, a day held back", 152, hours);
        figures.note("nomor / numbers: " + numbers(training));
    }

    static String numbers(List<JsonNode> certificates) {
        List<String> sorted =
                certificates.stream().map(c -> c.path("number").asString()).sorted().toList();
        return sorted.isEmpty() ? "–" : sorted.getFirst() + " … " + sorted.getLast();
    }
}
