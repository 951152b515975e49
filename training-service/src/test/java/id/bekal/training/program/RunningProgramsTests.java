package id.bekal.training.program;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;

import static org.mockito.AdditionalAnswers.returnsFirstArg;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.contracts.SessionId;
import id.bekal.platform.Outcome;
import id.bekal.training.TrainingRule;
import id.bekal.training.instructor.Instructor;
import id.bekal.training.instructor.Instructors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class RunningProgramsTests {

    private static final LocalDate DAY = ProgramFixture.FROM.plusDays(3);
    private static final InstitutionId BLK = new InstitutionId("blk");
    private static final InstructorId INSTRUCTOR = new InstructorId("instructor");

    private final Programs programs = mock();
    private final TrainingSessions sessions = mock();
    private final Instructors instructors = mock();
    private final Program program = ProgramFixture.running(ProgramFixture.ANI);
    private final RunningPrograms running =
            new RunningPrograms(
                    programs,
                    sessions,
                    instructors,
                    mock(),
                    Clock.fixed(ProgramFixture.AT, ZoneOffset.UTC));

    @BeforeEach
    void know() {
        when(programs.find(program.id())).thenReturn(Optional.of(program));
        when(sessions.save(any())).then(returnsFirstArg());
        know(BLK);
    }

    private void know(InstitutionId provider) {
        when(instructors.find(INSTRUCTOR))
                .thenReturn(
                        Optional.of(
                                new Instructor(
                                        INSTRUCTOR,
                                        provider,
                                        "Nama Uji",
                                        List.of(
                                                new Instructor.Certificate(
                                                        "1", "welding", List.of(), DAY)))));
    }

    private Outcome<TrainingSession> held(LocalDate on, String... units) {
        return running.hold(
                new RunningPrograms.HoldSession(
                        new SessionId("session"),
                        program.id(),
                        on,
                        4,
                        TrainingSession.Part.PRACTICE,
                        List.of(units),
                        List.of(INSTRUCTOR)),
                BLK);
    }

    @Test
    void teachUnitsOfTheCurriculum() {
        accepted(held(DAY, ProgramFixture.UNIT_1, ProgramFixture.UNIT_2));
        assertRefused(
                held(DAY, ProgramFixture.UNIT_1, "of-another-curriculum"),
                TrainingRule.UNIT_UNKNOWN);
    }

    @Test
    void areTaughtByTheProvidersInstructors() {
        accepted(held(DAY, ProgramFixture.UNIT_1));
        know(new InstitutionId("other"));
        assertRefused(held(DAY, ProgramFixture.UNIT_1), TrainingRule.INSTRUCTOR_UNKNOWN);
        when(instructors.find(INSTRUCTOR)).thenReturn(Optional.empty());
        assertRefused(held(DAY, ProgramFixture.UNIT_1), TrainingRule.INSTRUCTOR_UNKNOWN);
    }

    @Test
    void areTaughtToTheLastDayOfTheInstructorsCertificate() {
        accepted(held(DAY, ProgramFixture.UNIT_1));
        assertRefused(
                held(DAY.plusDays(1), ProgramFixture.UNIT_1),
                TrainingRule.INSTRUCTOR_CERTIFICATE_LAPSED);
    }
}
