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
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerFixture;
import id.bekal.training.learner.Requested;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
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
        accepted(program.complete(completion, UNTIL, Map.of(ANI, "a.b.c.d.e"), AT));
        return Stream.concat(Stream.of(program), sessions.stream());
    }

    private static Program cancelled() {
        return accepted(ProgramFixture.planned(20).cancel("AGREEMENT_NOT_IN_FORCE", FROM, AT));
    }

    private static Stream<Learner> learners() {
        InstitutionId rutan = new InstitutionId("rutan");
        InstitutionId lapas = new InstitutionId("lapas");
        Learner released = LearnerFixture.learner("ani", rutan, "B.1/2026", FROM);
        accepted(
                released.transfer(
                        lapas,
                        LearnerFixture.VAULT.seal(released, lapas, "B.2/2026"),
                        false,
                        FROM,
                        AT));
        accepted(released.release(UNTIL, "PB", null, null, AT));
        Requested request = new Requested("officer", "why", AT);
        accepted(released.requestErasure(request));
        accepted(released.confirmErasure("head", UNTIL, AT));
        Learner merged = LearnerFixture.learner("budi", rutan, "B.3/2026", FROM);
        Learner kept = LearnerFixture.learner("citra", rutan, "B.4/2026", FROM);
        accepted(merged.requestMerge(kept, request));
        accepted(merged.confirmMerge("head", UNTIL, AT));
        return Stream.of(released, merged);
    }

    @Test
    void everyTypeIsRecordedAsPublished() {
        List<DomainEvent> recorded =
                Stream.of(completed(), Stream.of(cancelled()), learners())
                        .flatMap(aggregates -> aggregates)
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
