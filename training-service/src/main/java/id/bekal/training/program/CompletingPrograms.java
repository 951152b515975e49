package id.bekal.training.program;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.SealedHolder;
import id.bekal.contracts.training.SealedHolders;
import id.bekal.platform.Outcome;
import id.bekal.platform.sealing.Sealer;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NotFoundException;
import id.bekal.training.learner.Identity;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.Learners;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides a program, once. Attendance is in other documents: every session is closed first, so that
 * what is counted is what stays; dying in between leaves closed sessions and an undecided program,
 * and completing again goes on from there.
 */
@Component
public class CompletingPrograms {

    private final Programs programs;
    private final TrainingSessions sessions;
    private final Learners learners;
    private final Sealer sealer;
    private final Clock clock;

    CompletingPrograms(
            Programs programs,
            TrainingSessions sessions,
            Learners learners,
            Sealer sealer,
            Clock clock) {
        this.programs = programs;
        this.sessions = sessions;
        this.learners = learners;
        this.sealer = sealer;
        this.clock = clock;
    }

    public Outcome<Program> complete(ProgramId id, InstitutionId provider, @Nullable LocalDate on) {
        LocalDate day = on == null ? LocalDate.now(clock) : on;
        Program program =
                programs.find(id)
                        .filter(known -> known.provider().equals(provider))
                        .orElseThrow(NotFoundException::new);
        // asked before anything is closed, so that a refusal changes nothing
        Outcome<Completion> possible =
                program.mayComplete().then(p -> Completion.of(p, sessions.of(id)));
        if (possible instanceof Outcome.Refused<Completion> refused) {
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
                                                known.complete(
                                                        completion,
                                                        day,
                                                        seal(completion.entitled()),
                                                        clock.instant())));
    }

    private void close(TrainingSession session) {
        Changes.note(sessions, session.id(), TrainingSession::close);
    }

    private String seal(List<LearnerId> entitled) {
        Map<LearnerId, Learner> known = learners.all(entitled);
        return sealer.seal(
                new SealedHolders(
                        entitled.stream()
                                .map(known::get)
                                .filter(Objects::nonNull)
                                .map(CompletingPrograms::holder)
                                .toList()));
    }

    private static SealedHolder holder(Learner learner) {
        Identity identity = learner.identity();
        return new SealedHolder(
                learner.id(), identity.name(), identity.birthPlace(), identity.birthDate());
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
