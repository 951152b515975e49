package id.bekal.training.program;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.SessionId;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NotFoundException;
import id.bekal.training.TrainingRule;
import id.bekal.training.curriculum.Unit;
import id.bekal.training.instructor.Instructor;
import id.bekal.training.instructor.Instructors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Start, sessions, attendance, assessment. */
@Component
public class RunningPrograms {

    /** A meeting a provider wants to enter. */
    public record HoldSession(
            SessionId id,
            ProgramId program,
            LocalDate on,
            int hours,
            TrainingSession.Part part,
            List<String> units,
            List<InstructorId> instructors) {}

    /** One learner's result. */
    public record Result(LearnerId learner, AssessmentResult result) {}

    private final Programs programs;
    private final TrainingSessions sessions;
    private final Instructors instructors;
    private final PlanningPrograms planning;
    private final Clock clock;

    RunningPrograms(
            Programs programs,
            TrainingSessions sessions,
            Instructors instructors,
            PlanningPrograms planning,
            Clock clock) {
        this.programs = programs;
        this.sessions = sessions;
        this.instructors = instructors;
        this.planning = planning;
        this.clock = clock;
    }

    public Outcome<Program> start(ProgramId id, InstitutionId provider, @Nullable LocalDate on) {
        LocalDate day = on == null ? LocalDate.now(clock) : on;
        return Changes.change(
                programs,
                id,
                program -> program.provider().equals(provider),
                program ->
                        planning.inForce(program)
                                .then(terms -> program.start(day, clock.instant())));
    }

    public Outcome<TrainingSession> hold(HoldSession command, InstitutionId provider) {
        Program program =
                programs.find(command.program())
                        .filter(known -> known.provider().equals(provider))
                        .orElseThrow(NotFoundException::new);
        return program.mayHoldSession(command.on())
                .then(allowed -> mayTeach(command, allowed))
                .map(
                        allowed ->
                                sessions.save(
                                        new TrainingSession(
                                                command.id(),
                                                allowed,
                                                command.on(),
                                                command.hours(),
                                                command.part(),
                                                command.units(),
                                                command.instructors())));
    }

    /** Every instructor needs a certificate for every unit taught that is valid on the day. */
    private Outcome<Program> mayTeach(HoldSession command, Program program) {
        for (String key : command.units()) {
            Optional<Unit> unit = program.curriculum().unit(key);
            if (unit.isEmpty()) {
                return Outcome.refused(TrainingRule.UNIT_UNKNOWN, "unit", key);
            }
            for (InstructorId id : command.instructors()) {
                Optional<Instructor> instructor =
                        instructors
                                .find(id)
                                .filter(known -> known.provider().equals(program.provider()));
                if (instructor.isEmpty()) {
                    return Outcome.refused(TrainingRule.INSTRUCTOR_UNKNOWN, "instructor", id);
                }
                if (!instructor
                        .get()
                        .mayTeach(program.curriculum().field(), unit.get(), command.on())) {
                    return Outcome.refused(
                            TrainingRule.INSTRUCTOR_CERTIFICATE_LAPSED,
                            "instructor",
                            id,
                            "unit",
                            key,
                            "on",
                            command.on());
                }
            }
        }
        return Outcome.accepted(program);
    }

    /** Merges attendance; provider and custodian may both write it down. */
    public Outcome<TrainingSession> attend(
            ProgramId programId,
            SessionId sessionId,
            InstitutionId institution,
            List<TrainingSession.Entry> entries) {
        Program program =
                programs.find(programId)
                        .filter(
                                known ->
                                        known.provider().equals(institution)
                                                || known.custodian().equals(institution))
                        .orElseThrow(NotFoundException::new);
        return Changes.change(
                sessions,
                sessionId,
                session -> session.program().equals(programId),
                session -> session.merge(entries, program, clock.instant()));
    }

    /**
     * Records the results of one unit for some of the class: all of them or, when one is refused,
     * none.
     */
    public Outcome<Program> assess(
            ProgramId id,
            InstitutionId provider,
            String unit,
            String assessor,
            LocalDate on,
            List<Result> results) {
        return Changes.change(
                programs,
                id,
                program -> program.provider().equals(provider),
                program -> {
                    for (Result result : results) {
                        Outcome<Program> assessed =
                                program.assess(
                                        result.learner(),
                                        unit,
                                        result.result(),
                                        assessor,
                                        on,
                                        clock.instant());
                        if (assessed instanceof Outcome.Refused<Program>) {
                            return assessed;
                        }
                    }
                    return Outcome.accepted(program);
                });
    }

    public Outcome<Program> beginFinalAssessment(ProgramId id, InstitutionId provider) {
        return Changes.change(
                programs,
                id,
                program -> program.provider().equals(provider),
                Program::beginFinalAssessment);
    }
}
