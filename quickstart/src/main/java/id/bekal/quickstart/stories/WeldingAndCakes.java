package id.bekal.quickstart.stories;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Story 2: Lapas Ngawi with UPT BLK Madiun; MoU and PKS, two classes of 20. In the welding class
 * one is released early on day 12, one is transferred, one stays under the minimum attendance, one
 * is BK in a unit and passes on reassessment.
 */
public final class WeldingAndCakes {

    private static final String LAPAS = "lapas-kelas-iib-ngawi";
    private static final String OTHER_LAPAS = "lapas-kelas-i-madiun";
    static final String BLK = "upt-blk-madiun";
    private static final int DAYS = 30;

    private WeldingAndCakes() {}

    static void tell(Stage stage, Figures figures) {
        figures.title(
                "2. Lapas Ngawi dan UPT BLK Madiun: las, dan kue",
                "2. Lapas Ngawi and UPT BLK Madiun: welding, and cakes");
        LocalDate from = Stage.firstDay(stage.today(), DAYS + 2);
        LocalDate until = stage.today();
        String mou =
                stage.agreement(
                        "MOU",
                        "Nota Kesepahaman pelatihan kerja",
                        List.of(LAPAS, BLK),
                        List.of(),
                        0,
                        from.minusMonths(2),
                        until.plusYears(3),
                        "");
        String pks =
                stage.agreement(
                        "PKS",
                        "Perjanjian Kerja Sama pelatihan las dan kue",
                        List.of(LAPAS, BLK),
                        List.of("welding", "bakery"),
                        40,
                        from.minusMonths(1),
                        until.plusYears(1),
                        mou);
        welding(stage, figures, pks, from, until);
        cakes(stage, figures, pks, from, until);
    }

    private static void welding(
            Stage stage, Figures figures, String pks, LocalDate from, LocalDate until) {
        List<Stage.Unit> units = Stage.units("welding", 24, 56, 80, 80);
        String curriculum = stage.curriculum(BLK, "welding", "Las SMAW", 80, units);
        String instructor = stage.instructor(BLK, "welding");
        String program = stage.program(BLK, LAPAS, pks, curriculum, from, until, 20);
        List<String> participants = stage.learners(LAPAS, 20, 0, until.plusMonths(8));
        participants.forEach(learner -> stage.enrol(LAPAS, program, learner));
        stage.start(BLK, program, from);
        String released = participants.get(0);
        String transferred = participants.get(1);
        String absent = participants.get(2);
        String reassessed = participants.get(3);
        List<LocalDate> days = Stage.classDays(from, DAYS);
        List<String> present = new ArrayList<>(participants);
        for (int day = 1; day <= DAYS; day++) {
            LocalDate on = days.get(day - 1);
            Map<String, String> codes = Stage.all(present, "HADIR");
            if (day % 4 == 0) {
                // 7 of 30 days: 76.7 %, under the minimum of 80 %
                codes.put(absent, "ALPA");
            }
            int unit = day <= 3 ? 0 : day <= 10 ? 1 : day <= 20 ? 2 : 3;
            stage.session(BLK, program, on, units.get(unit).code(), instructor, codes);
            if (day == 11) {
                for (int done = 0; done < 2; done++) {
                    stage.assess(BLK, program, units.get(done).code(), on, Stage.all(present, "K"));
                }
            }
            if (day == 12) {
                stage.as(LAPAS)
                        .post(
                                "/api/learners/" + released + "/releases",
                                Map.of("on", on.toString(), "kind", "PB"))
                        .expect(200);
                awaitSeat(stage, program, released, "RELEASED_EARLY");
                present.remove(released);
            }
            if (day == 15) {
                stage.as(LAPAS)
                        .post(
                                "/api/learners/" + transferred + "/transfers",
                                Map.of(
                                        "to",
                                        OTHER_LAPAS,
                                        "registerNumber",
                                        "B.I " + transferred,
                                        "on",
                                        on.toString()))
                        .expect(200);
                awaitSeat(stage, program, transferred, "TRANSFERRED");
                present.remove(transferred);
            }
        }
        LocalDate tested = days.getLast();
        Map<String, String> third = Stage.all(present, "K");
        third.put(reassessed, "BK");
        stage.assess(BLK, program, units.get(2).code(), tested, third);
        stage.assess(BLK, program, units.get(3).code(), tested, Stage.all(present, "K"));
        stage.assess(
                BLK, program, units.get(2).code(), tested.plusDays(1), Map.of(reassessed, "K"));
        stage.complete(BLK, program);
        List<JsonNode> certificates = stage.certificates(BLK, program, "TRAINING", 17);
        List<JsonNode> statements = stage.certificates(BLK, program, "STATEMENT_OF_ATTAINMENT", 2);
        figures.check("las: sertifikat pelatihan / training certificates", 17, certificates.size());
        figures.check("las: surat keterangan / statements of attainment", 2, statements.size());
        figures.check(
                "bebas lebih awal, hari 12 / released early on day 12",
                "RELEASED_EARLY, 96 JP, STATEMENT_OF_ATTAINMENT",
                seat(stage, program, released));
        figures.check(
                "mutasi ke Lapas Madiun / transferred",
                "TRANSFERRED, 120 JP, STATEMENT_OF_ATTAINMENT",
                seat(stage, program, transferred));
        figures.check(
                "kehadiran di bawah 80 % / under the minimum attendance",
                "NOT_COMPLETED, 184 JP, NONE", seat(stage, program, absent));
        figures.check(
                "BK lalu K / BK, then K on reassessment",
                "COMPLETED, 240 JP, TRAINING_CERTIFICATE",
                seat(stage, program, reassessed));
        figures.check(
                "yang berhak saja / only who is entitled", true, !holds(certificates, absent));
        figures.check(
                "catatan ikut ke Lapas Madiun / the record follows",
                1L,
                stage.recordsWith(OTHER_LAPAS, List.of(transferred), 1));
        figures.check(
                "terverifikasi dari luar / verified from outside",
                19,
                stage.verified(certificates) + stage.verified(statements));
        figures.note("nomor / numbers: " + BreadAndCakes.numbers(certificates));
    }

    private static void cakes(
            Stage stage, Figures figures, String pks, LocalDate from, LocalDate until) {
        List<Stage.Unit> units =
                List.of(
                        new Stage.Unit("", "Membuat kue kering", 40),
                        new Stage.Unit("", "Membuat kue basah", 40));
        String curriculum = stage.curriculum(BLK, "bakery", "Kue", 80, units);
        String instructor = stage.instructor(BLK, "bakery");
        String program = stage.program(BLK, LAPAS, pks, curriculum, from, until, 20);
        List<String> participants = stage.learners(LAPAS, 20, 0, until.plusMonths(8));
        participants.forEach(learner -> stage.enrol(LAPAS, program, learner));
        stage.start(BLK, program, from);
        List<LocalDate> days = Stage.classDays(from, 10);
        for (int day = 0; day < days.size(); day++) {
            stage.session(
                    BLK,
                    program,
                    days.get(day),
                    day < 5 ? "unit-1" : "unit-2",
                    instructor,
                    Stage.all(participants, "HADIR"));
        }
        for (String unit : List.of("unit-1", "unit-2")) {
            stage.assess(BLK, program, unit, days.getLast(), Stage.all(participants, "K"));
        }
        stage.complete(BLK, program);
        List<JsonNode> certificates = stage.certificates(BLK, program, "TRAINING", 20);
        figures.check("kue: sertifikat pelatihan / training certificates", 20, certificates.size());
        figures.check(
                "terverifikasi dari luar / verified from outside",
                20,
                stage.verified(certificates));
        Set<String> numbers = new HashSet<>();
        certificates.forEach(certificate -> numbers.add(certificate.path("number").asString()));
        figures.check("nomor berbeda / distinct numbers", 20, numbers.size());
    }

    private static void awaitSeat(Stage stage, String program, String learner, String state) {
        stage.await(
                "the seat to be " + state,
                () -> enrolment(stage, program, learner).path("state").asString().equals(state));
    }

    private static JsonNode enrolment(Stage stage, String program, String learner) {
        return stage.as(LAPAS)
                .get("/api/programs/" + program + "/enrolments/" + learner)
                .expect(200)
                .json();
    }

    private static String seat(Stage stage, String program, String learner) {
        JsonNode seat = enrolment(stage, program, learner);
        return "%s, %d JP, %s"
                .formatted(
                        seat.path("state").asString(),
                        seat.at("/result/hours").asInt(),
                        seat.at("/result/entitlement").asString());
    }

    private static boolean holds(List<JsonNode> certificates, String learner) {
        return certificates.stream().anyMatch(c -> c.path("learner").asString().equals(learner));
    }
}
