package id.bekal.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.SessionId;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.TrainingEvent;
import id.bekal.platform.Outcome;
import id.bekal.testing.EventContract;
import id.bekal.training.curriculum.CurriculumVersion;
import id.bekal.training.curriculum.Unit;
import id.bekal.training.eligibility.PolicyVersion;
import id.bekal.training.learner.Custody;
import id.bekal.training.learner.Identity;
import id.bekal.training.learner.Learner;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** What this service records is what {@code contracts} publishes. */
class EventContractTests {

    private static final InstitutionId BLK = new InstitutionId("blk");
    private static final InstitutionId RUTAN = new InstitutionId("rutan");
    private static final LearnerId STAYS = new LearnerId("l1");
    private static final LearnerId LEAVES = new LearnerId("l2");
    private static final LocalDate FROM = LocalDate.of(2026, 11, 2);
    private static final LocalDate UNTIL = LocalDate.of(2026, 11, 27);
    private static final Instant AT = Instant.parse("2026-11-24T02:00:00Z");

    /** With the seats of two, running. */
    private static Program running() {
        Program program =
                new Program(
                        new ProgramId("p1"),
                        new AgreementId("a1"),
                        BLK,
                        RUTAN,
                        List.of(new InstitutionId("kanwil")),
                        new CurriculumVersion(
                                new CurriculumId("c1"),
                                1,
                                "Las",
                                "Juru Las",
                                null,
                                90,
                                List.of(new Unit("unit-1", null, "Mengelas", null, 8))),
                        new PolicyVersion("open", 1, List.of(), false),
                        new Program.Plan(
                                FROM,
                                UNTIL,
                                16,
                                DeliveryMode.AT_PRISON,
                                null,
                                List.of(new InstructorId("i1"))),
                        AT);
        accepted(program.open(AT));
        for (LearnerId learner : List.of(STAYS, LEAVES)) {
            accepted(program.propose(learner, List.of(), AT));
            program.seatNext(AT);
        }
        accepted(program.start(FROM, AT));
        return program;
    }

    private static TrainingSession held(Program program) {
        TrainingSession session =
                new TrainingSession(
                        new SessionId("s1"),
                        program,
                        FROM,
                        8,
                        TrainingSession.Part.PRACTICE,
                        List.of("unit-1"),
                        List.of(new InstructorId("i1")));
        accepted(
                session.merge(
                        List.of(
                                new TrainingSession.Entry(STAYS, AttendanceCode.HADIR, null, AT),
                                new TrainingSession.Entry(LEAVES, AttendanceCode.HADIR, null, AT)),
                        program,
                        AT));
        return session;
    }

    private static Stream<DomainEvent> completed() {
        Program program = running();
        TrainingSession session = held(program);
        program.pause("AGREEMENT_NOT_IN_FORCE", AT);
        program.resume(AT);
        accepted(program.withdraw(LEAVES, "HEALTH", FROM.plusDays(1), AT));
        accepted(program.beginFinalAssessment());
        accepted(program.assess(STAYS, "unit-1", AssessmentResult.K, "assessor", UNTIL, AT));
        Completion completion = accepted(Completion.of(program, List.of(session)));
        assertThat(completion.results()).hasSize(2);
        accepted(program.complete(completion, UNTIL, "a.b.c.d.e", AT));
        return Stream.concat(program.recorded().stream(), session.recorded().stream());
    }

    private static Stream<DomainEvent> cancelled() {
        Program program = running();
        accepted(program.cancel("AGREEMENT_NOT_IN_FORCE", UNTIL, AT));
        return program.recorded().stream();
    }

    private static Stream<DomainEvent> released() {
        Learner learner =
                new Learner(
                        STAYS,
                        new Identity("Sulastri", null, null, null),
                        "NARAPIDANA",
                        new Custody(RUTAN, "B.1/2026", FROM, null),
                        null);
        accepted(learner.transfer(new InstitutionId("lapas"), "B.2/2026", FROM, AT));
        accepted(learner.release(UNTIL, "PB", null, null, AT));
        return learner.recorded().stream();
    }

    private static <T> T accepted(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Accepted<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new AssertionError("refused: " + refused);
        };
    }

    @Test
    void everyTypeIsRecordedAsPublished() {
        List<DomainEvent> recorded =
                Stream.of(completed(), cancelled(), released()).flatMap(all -> all).toList();
        recorded.forEach(EventContract::assertConforms);
        assertThat(recorded)
                .extracting(DomainEvent::getClass)
                .containsAll(
                        EventTypes.all().stream()
                                .filter(TrainingEvent.class::isAssignableFrom)
                                .toList());
    }
}
