package id.bekal.quickstart.stories;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Story 3: Lapas Tuban; three classes of 20 in a year under one PKS with a quota of 60: the 61st
 * enrolment is refused.
 */
final class QuotaOfSixty {

    private static final String LAPAS = "lapas-kelas-iib-tuban";
    static final String BLK = "upt-blk-tuban";
    private static final List<String> FIELDS = List.of("electronics", "laundry", "batik");

    private QuotaOfSixty() {}

    static void tell(Stage stage, Figures figures) {
        figures.title(
                "3. Lapas Tuban: tiga kelas, kuota 60",
                "3. Lapas Tuban: three classes, a quota of 60");
        LocalDate until = stage.today();
        LocalDate signed = until.minusMonths(11);
        String agreement =
                stage.agreement(
                        "PKS",
                        "Pelatihan di Lapas Tuban",
                        List.of(LAPAS, BLK),
                        FIELDS,
                        60,
                        signed,
                        until.plusMonths(1),
                        "");
        List<String> refusals = new ArrayList<>();
        int enrolled = 0;
        int certificates = 0;
        for (int i = 0; i < FIELDS.size(); i++) {
            String field = FIELDS.get(i);
            LocalDate from = Stage.firstDay(until.minusMonths(6 - 3L * i), 6);
            List<LocalDate> days = Stage.classDays(from, 5);
            String curriculum =
                    stage.curriculum(
                            BLK,
                            field,
                            "Pelatihan " + field,
                            80,
                            List.of(new Stage.Unit("", "Dasar " + field, 40)));
            String instructor = stage.instructor(BLK, field);
            boolean last = i == FIELDS.size() - 1;
            String program =
                    stage.program(
                            BLK,
                            LAPAS,
                            agreement,
                            curriculum,
                            from,
                            days.getLast(),
                            last ? 24 : 20);
            List<String> participants = stage.learners(LAPAS, 20, 0, until.plusMonths(9));
            for (String learner : participants) {
                if (stage.enrol(LAPAS, program, learner).equals("ENROLLED")) {
                    enrolled++;
                }
            }
            if (last) {
                // a seat is free, the quota is not
                String sixtyFirst = stage.learners(LAPAS, 1, 0, until.plusMonths(9)).getFirst();
                refusals.add(
                        stage.as(LAPAS)
                                .post(
                                        "/api/programs/" + program + "/enrolments",
                                        Map.of("learner", sixtyFirst))
                                .expect(409)
                                .code());
            }
            stage.start(BLK, program, from);
            for (LocalDate day : days) {
                stage.session(
                        BLK, program, day, "unit-1", instructor, Stage.all(participants, "HADIR"));
            }
            stage.assess(BLK, program, "unit-1", days.getLast(), Stage.all(participants, "K"));
            stage.complete(BLK, program);
            certificates += stage.certificates(BLK, program, "TRAINING", 20).size();
        }
        figures.check("peserta terdaftar / enrolled", 60, enrolled);
        figures.check(
                "yang ke-61 ditolak / the 61st is refused", List.of("QUOTA_USED_UP"), refusals);
        figures.check("sertifikat pelatihan / training certificates", 60, certificates);
    }
}
