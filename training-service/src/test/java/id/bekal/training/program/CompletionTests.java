package id.bekal.training.program;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;
import static id.bekal.training.program.ProgramFixture.ANI;
import static id.bekal.training.program.ProgramFixture.AT;
import static id.bekal.training.program.ProgramFixture.BUDI;
import static id.bekal.training.program.ProgramFixture.FROM;
import static id.bekal.training.program.ProgramFixture.UNIT_1;
import static id.bekal.training.program.ProgramFixture.attend;
import static id.bekal.training.program.ProgramFixture.days;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.Entitlement;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.contracts.training.SeatResult;
import id.bekal.platform.Outcome;
import id.bekal.training.TrainingRule;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class CompletionTests {

    private final Program program = ProgramFixture.assessing(ANI, BUDI);
    private final List<TrainingSession> sessions = ProgramFixture.sessions(program);

    private SeatResult decided(id.bekal.contracts.LearnerId learner) {
        return accepted(Completion.of(program, sessions)).results().stream()
                .filter(seat -> seat.learner().equals(learner))
                .findFirst()
                .orElseThrow();
    }

    private void budiIsDone() {
        attend(program, sessions, BUDI, days(10, AttendanceCode.ALPA));
        ProgramFixture.competent(program, BUDI);
    }

    @Test
    void certifiesAtExactlyTheMinimumAttendanceAndNotBelow() {
        budiIsDone();
        attend(program, sessions, ANI, days(8, AttendanceCode.ALPA));
        ProgramFixture.competent(program, ANI);
        assertThat(decided(ANI))
                .extracting(SeatResult::outcome, SeatResult::hours, SeatResult::entitlement)
                .containsExactly(SeatOutcome.COMPLETED, 32, Entitlement.TRAINING_CERTIFICATE);
    }

    @Test
    void doesNotCertifyBelowTheMinimumAttendance() {
        budiIsDone();
        attend(program, sessions, ANI, days(7, AttendanceCode.SAKIT));
        ProgramFixture.competent(program, ANI);
        assertThat(decided(ANI))
                .extracting(SeatResult::outcome, SeatResult::attendance, SeatResult::entitlement)
                .containsExactly(SeatOutcome.NOT_COMPLETED, 70.0, Entitlement.NONE);
    }

    @Test
    void leavesOutOfAccountWhatTheInstitutionHeldBack() {
        budiIsDone();
        attend(program, sessions, ANI, days(4, AttendanceCode.TERTAHAN));
        ProgramFixture.competent(program, ANI);
        assertThat(decided(ANI))
                .extracting(SeatResult::outcome, SeatResult::hours, SeatResult::attendance)
                .containsExactly(SeatOutcome.COMPLETED, 16, 100.0);
    }

    @Test
    void certifiesNobodyWhoCouldAttendNothing() {
        budiIsDone();
        attend(program, sessions, ANI, days(0, AttendanceCode.TERTAHAN));
        assertThat(decided(ANI).entitlement()).isEqualTo(Entitlement.NONE);
    }

    @Test
    void countsExcusedAndIllAsPossibleHours() {
        budiIsDone();
        attend(program, sessions, ANI, days(8, AttendanceCode.IZIN));
        ProgramFixture.competent(program, ANI);
        assertThat(decided(ANI).attendance()).isEqualTo(80.0);
    }

    @Test
    void doesNotCertifyAUnitLeftAtBk() {
        budiIsDone();
        attend(program, sessions, ANI, days(10, AttendanceCode.ALPA));
        accepted(program.assess(ANI, UNIT_1, AssessmentResult.K, "A", FROM, AT));
        accepted(program.assess(ANI, "unit-2", AssessmentResult.BK, "A", FROM, AT));
        assertThat(decided(ANI).entitlement()).isEqualTo(Entitlement.NONE);
        accepted(program.assess(ANI, "unit-2", AssessmentResult.K, "A", FROM, AT));
        assertThat(decided(ANI).entitlement()).isEqualTo(Entitlement.TRAINING_CERTIFICATE);
    }

    @Test
    void waitsForAttendanceAssessmentAndHours() {
        budiIsDone();
        attend(program, sessions, ANI, days(9, AttendanceCode.ALPA));
        List<TrainingSession> nine = sessions.subList(0, 9);
        assertRefused(Completion.of(program, nine), TrainingRule.HOURS_NOT_DELIVERED);
        assertRefused(Completion.of(program, sessions), TrainingRule.ASSESSMENT_MISSING);
        ProgramFixture.competent(program, ANI);
        accepted(Completion.of(program, sessions));
    }

    @Test
    void waitsForEveryEntryOfWhoStayed() {
        budiIsDone();
        ProgramFixture.competent(program, ANI);
        attend(program, sessions, ANI, java.util.Arrays.copyOf(days(9, AttendanceCode.ALPA), 9));
        assertRefused(Completion.of(program, sessions), TrainingRule.ATTENDANCE_MISSING);
    }

    @Test
    void asksNothingMoreOfWhoLeftAndStatesFinishedUnits() {
        budiIsDone();
        attend(program, sessions, ANI, java.util.Arrays.copyOf(days(3, AttendanceCode.ALPA), 3));
        accepted(program.assess(ANI, UNIT_1, AssessmentResult.K, "A", FROM, AT));
        accepted(program.leave(ANI, EnrolmentState.RELEASED_EARLY, "PB", FROM.plusDays(2)));
        assertThat(decided(ANI))
                .extracting(SeatResult::outcome, SeatResult::hours, SeatResult::entitlement)
                .containsExactly(SeatOutcome.LEFT, 12, Entitlement.STATEMENT_OF_ATTAINMENT);
    }

    @Test
    void statesNothingForWhoLeftWithoutAFinishedUnit() {
        budiIsDone();
        accepted(program.assess(ANI, UNIT_1, AssessmentResult.BK, "A", FROM, AT));
        accepted(program.leave(ANI, EnrolmentState.TRANSFERRED, "TRANSFER", FROM.plusDays(2)));
        assertThat(decided(ANI).entitlement()).isEqualTo(Entitlement.NONE);
    }

    @Test
    void isDecidedOnceAndRecorded() {
        budiIsDone();
        attend(program, sessions, ANI, days(10, AttendanceCode.ALPA));
        ProgramFixture.competent(program, ANI);
        Completion completion = accepted(Completion.of(program, sessions));
        accepted(program.complete(completion, FROM.plusDays(20), Map.of(ANI, "sealed"), AT));
        assertThat(program.recorded().getLast()).isInstanceOf(ProgramCompleted.class);
        assertThat(program.enrolment(ANI).orElseThrow().state())
                .isEqualTo(EnrolmentState.COMPLETED);
        Outcome<Program> again =
                program.complete(completion, FROM.plusDays(20), Map.of(ANI, "sealed"), AT);
        assertRefused(again, TrainingRule.ENDED_ALREADY);
    }
}
