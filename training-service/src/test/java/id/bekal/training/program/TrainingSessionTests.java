package id.bekal.training.program;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;
import static id.bekal.training.program.ProgramFixture.ANI;
import static id.bekal.training.program.ProgramFixture.AT;
import static id.bekal.training.program.ProgramFixture.BUDI;
import static id.bekal.training.program.ProgramFixture.CITRA;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.SessionHeld;
import id.bekal.training.TrainingRule;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class TrainingSessionTests {

    private final Program program = ProgramFixture.running(ANI, BUDI);
    private final TrainingSession session = ProgramFixture.sessions(program).getFirst();

    private TrainingSession.Entry entry(LearnerId learner, AttendanceCode code, Instant at) {
        return new TrainingSession.Entry(learner, code, null, at);
    }

    @Test
    void keepsTheEntryWrittenDownLastWhateverTheOrderOfArrival() {
        accepted(session.merge(List.of(entry(ANI, AttendanceCode.SAKIT, AT)), program, AT));
        accepted(
                session.merge(
                        List.of(entry(ANI, AttendanceCode.HADIR, AT.minusSeconds(1))),
                        program,
                        AT));
        assertThat(session.entry(ANI).orElseThrow().code()).isEqualTo(AttendanceCode.SAKIT);
        accepted(
                session.merge(
                        List.of(entry(ANI, AttendanceCode.HADIR, AT.plusSeconds(1))), program, AT));
        assertThat(session.entry(ANI).orElseThrow().code()).isEqualTo(AttendanceCode.HADIR);
    }

    @Test
    void saysNothingNewWhenTheSameComesAgain() {
        List<TrainingSession.Entry> batch =
                List.of(entry(ANI, AttendanceCode.HADIR, AT), entry(BUDI, AttendanceCode.ALPA, AT));
        accepted(session.merge(batch, program, AT));
        accepted(session.merge(batch, program, AT));
        assertThat(session.recorded())
                .containsExactly(
                        new SessionHeld(program.id(), session.id(), session.on(), 4, 1, 2));
    }

    @Test
    void takesAllOfABatchOrNothing() {
        assertRefused(
                session.merge(
                        List.of(
                                entry(ANI, AttendanceCode.HADIR, AT),
                                entry(CITRA, AttendanceCode.HADIR, AT)),
                        program,
                        AT),
                TrainingRule.HAS_NO_SEAT_THAT_DAY);
        assertThat(session.entries()).isEmpty();
    }

    @Test
    void takesNothingMoreOnceClosed() {
        assertThat(session.close()).isTrue();
        assertThat(session.close()).isFalse();
        assertRefused(
                session.merge(List.of(entry(ANI, AttendanceCode.HADIR, AT)), program, AT),
                TrainingRule.ATTENDANCE_CLOSED);
    }
}
