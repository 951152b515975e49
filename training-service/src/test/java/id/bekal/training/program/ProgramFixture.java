package id.bekal.training.program;

import static id.bekal.training.Refusals.accepted;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.SessionId;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.training.curriculum.CurriculumVersion;
import id.bekal.training.curriculum.Unit;
import id.bekal.training.eligibility.EligibilityRule;
import id.bekal.training.eligibility.PolicyVersion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Programs in every state, made as the service makes them. */
public final class ProgramFixture {

    public static final LocalDate FROM = LocalDate.of(2026, 10, 1);
    public static final LocalDate UNTIL = LocalDate.of(2026, 10, 31);
    public static final Instant AT = Instant.parse("2026-10-01T01:00:00Z");
    public static final String UNIT_1 = "C.24LAS01.001.1";
    public static final String UNIT_2 = "unit-2";
    public static final LearnerId ANI = new LearnerId("ani");
    public static final LearnerId BUDI = new LearnerId("budi");
    public static final LearnerId CITRA = new LearnerId("citra");

    private ProgramFixture() {}

    public static Program planned(int capacity) {
        return planned(capacity, PolicyVersion.STANDARD);
    }

    public static Program planned(int capacity, PolicyVersion policy) {
        return new Program(
                new ProgramId("program"),
                new AgreementId("pks"),
                new InstitutionId("blk"),
                new InstitutionId("lapas"),
                List.of(new InstitutionId("kanwil")),
                new CurriculumVersion(
                        new CurriculumId("curriculum"),
                        1,
                        "welding",
                        "Las",
                        null,
                        80,
                        List.of(
                                new Unit(UNIT_1, UNIT_1, "Persiapan", null, 16),
                                new Unit(UNIT_2, null, "Fillet", null, 24))),
                policy,
                null,
                new Program.Plan(FROM, UNTIL, capacity, DeliveryMode.AT_PRISON, null, List.of()),
                AT);
    }

    public static Program open(int capacity) {
        return accepted(planned(capacity).open(AT));
    }

    static List<PolicyVersion.Verdict> verdict(boolean met) {
        return List.of(
                new PolicyVersion.Verdict(
                        EligibilityRule.CLASS_ENDS_BEFORE_RELEASE, met, Map.of()));
    }

    /** Proposes, approves and, while there are seats, seats. */
    public static Program enrolled(Program program, LearnerId... learners) {
        int minute = 0;
        for (LearnerId learner : learners) {
            Instant at = AT.plusSeconds(60L * minute++);
            accepted(program.propose(learner, verdict(true), at));
            accepted(program.decide(learner, true, "TPP", null, at));
            while (program.nextForASeat().isPresent()) {
                program.seatNext(at);
            }
        }
        return program;
    }

    public static Program running(LearnerId... learners) {
        return accepted(enrolled(open(20), learners).start(FROM, AT));
    }

    public static Program assessing(LearnerId... learners) {
        return accepted(running(learners).beginFinalAssessment());
    }

    /** Ten sessions of 4 JP, on days 1 to 10. */
    public static List<TrainingSession> sessions(Program program) {
        return java.util.stream.IntStream.range(0, 10)
                .mapToObj(
                        day ->
                                new TrainingSession(
                                        new SessionId("s" + day),
                                        program,
                                        FROM.plusDays(day),
                                        4,
                                        TrainingSession.Part.PRACTICE,
                                        List.of(UNIT_1),
                                        List.of()))
                .toList();
    }

    /** One code a day. */
    public static void attend(
            Program program,
            List<TrainingSession> sessions,
            LearnerId learner,
            AttendanceCode... codes) {
        for (int day = 0; day < codes.length; day++) {
            accepted(
                    sessions.get(day)
                            .merge(
                                    List.of(
                                            new TrainingSession.Entry(
                                                    learner, codes[day], null, AT)),
                                    program,
                                    AT));
        }
    }

    public static AttendanceCode[] days(int present, AttendanceCode otherwise) {
        AttendanceCode[] codes = new AttendanceCode[10];
        java.util.Arrays.fill(codes, otherwise);
        java.util.Arrays.fill(codes, 0, present, AttendanceCode.HADIR);
        return codes;
    }

    public static void competent(Program program, LearnerId learner) {
        for (String unit : List.of(UNIT_1, UNIT_2)) {
            accepted(
                    program.assess(learner, unit, AssessmentResult.K, "A-1", FROM.plusDays(9), AT));
        }
    }
}
