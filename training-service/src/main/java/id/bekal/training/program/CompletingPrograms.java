package id.bekal.training.program;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NotFoundException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Decides a program, once. Attendance is in other documents: every session is closed first, so that
 * what is counted is what stays; dying in between leaves closed sessions and an undecided program,
 * and completing again goes on from there.
 */
@Component
public class CompletingPrograms {

    private final Programs programs;
    private final TrainingSessions sessions;
    private final SealingHolders holders;
    private final Clock clock;

    CompletingPrograms(
            Programs programs, TrainingSessions sessions, SealingHolders holders, Clock clock) {
        this.programs = programs;
        this.sessions = sessions;
        this.holders = holders;
        this.clock = clock;
    }

    public Outcome<Program> complete(ProgramId id, InstitutionId provider, @Nullable LocalDate on) {
        LocalDate day = on == null ? LocalDate.now(clock) : on;
        Program program =
                programs.find(id)
                        .filter(known -> known.provider().equals(provider))
                        .orElseThrow(NotFoundException::new);
        // asked before anything is closed, so that a refusal changes nothing
        Outcome<?> possible =
                program.mayComplete()
                        .then(p -> Completion.of(p, sessions.of(id)))
                        .then(completion -> holders.ready(completion.entitled()));
        if (possible instanceof Outcome.Refused<?> refused) {
            return new Outcome.Refused<>(refused.because(), refused.details());
        }
        sessions.of(id).forEach(this::close);
        List<TrainingSession> counted = sessions.of(id);
        return Changes.change(
                programs,
                id,
                known -> true,
                known ->
                        known.mayComplete()
                                .then(p -> Completion.of(p, counted))
                                .then(
                                        completion ->
                                                holders.of(completion.entitled())
                                                        .then(
                                                                names ->
                                                                        known.complete(
                                                                                completion,
                                                                                day,
                                                                                names,
                                                                                clock.instant()))));
    }

    private void close(TrainingSession session) {
        Changes.note(sessions, session.id(), TrainingSession::close);
    }

    /** The provider, or the custodian, gives up a program. */
    public Outcome<Program> cancel(ProgramId id, InstitutionId institution, String because) {
        return Changes.change(
                programs,
                id,
                program ->
                        program.provider().equals(institution)
                                || program.custodian().equals(institution),
                program -> program.cancel(because, LocalDate.now(clock), clock.instant()));
    }
}
