package id.bekal.training.program;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.program.ProgramFixture.ANI;
import static id.bekal.training.program.ProgramFixture.AT;
import static id.bekal.training.program.ProgramFixture.BUDI;
import static id.bekal.training.program.ProgramFixture.FROM;
import static id.bekal.training.program.ProgramFixture.UNTIL;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.training.TrainingEvent;
import id.bekal.platform.outbox.Aggregate;
import id.bekal.testing.EventContract;
import id.bekal.training.learner.Custody;
import id.bekal.training.learner.Identity;
import id.bekal.training.learner.Learner;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** What this service records is what {@code contracts} publishes. */
class EventContractTests {

    /** Paused and resumed, left by one learner, completed by the other; with its sessions. */
    private static Stream<Aggregate> completed() {
        Program program = ProgramFixture.running(ANI, BUDI);
        List<TrainingSession> sessions = ProgramFixture.sessions(program);
        ProgramFixture.attend(
                program, sessions, ANI, ProgramFixture.days(10, AttendanceCode.HADIR));
        ProgramFixture.attend(program, sessions, BUDI, AttendanceCode.HADIR);
        program.pause("AGREEMENT_NOT_IN_FORCE", AT);
        program.resume(AT);
        accepted(program.withdraw(BUDI, "HEALTH", FROM.plusDays(1), AT));
        ProgramFixture.competent(program, ANI);
        accepted(program.beginFinalAssessment());
        Completion completion = accepted(Completion.of(program, sessions));
        assertThat(completion.results()).hasSize(2);
        accepted(program.complete(completion, UNTIL, "a.b.c.d.e", AT));
        return Stream.concat(Stream.of(program), sessions.stream());
    }

    private static Program cancelled() {
        return accepted(ProgramFixture.planned(20).cancel("AGREEMENT_NOT_IN_FORCE", FROM, AT));
    }

    private static Learner released() {
        Learner learner =
                new Learner(
                        ANI,
                        new Identity("Sulastri", null, null, null),
                        "NARAPIDANA",
                        new Custody(new InstitutionId("rutan"), "B.1/2026", FROM, null),
                        null);
        accepted(learner.transfer(new InstitutionId("lapas"), "B.2/2026", FROM, AT));
        return accepted(learner.release(UNTIL, "PB", null, null, AT));
    }

    @Test
    void everyTypeIsRecordedAsPublished() {
        List<DomainEvent> recorded =
                Stream.concat(completed(), Stream.of(cancelled(), released()))
                        .flatMap(aggregate -> aggregate.recorded().stream())
                        .toList();
        recorded.forEach(EventContract::assertConforms);
        assertThat(recorded)
                .extracting(DomainEvent::getClass)
                .containsAll(
                        EventTypes.all().stream()
                                .filter(TrainingEvent.class::isAssignableFrom)
                                .toList());
    }
}
