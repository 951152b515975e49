package id.bekal.training.program;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.LearnerReleased;
import id.bekal.contracts.training.LearnerTransferred;
import id.bekal.contracts.training.LearnerWithdrawn;
import id.bekal.contracts.training.ProgramCancelled;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.training.curriculum.Unit;
import id.bekal.training.learner.Credit;
import id.bekal.training.learner.KeepingRecords;

import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Hours and units stay the learner's: when a seat ends, by transfer, release, withdrawal or the
 * program's own end, what was earned goes into the learner's record. Program and learner are two
 * documents, so this follows from events; every step may be repeated.
 */
@Component
public class CreditingLearners {

    private final Programs programs;
    private final TrainingSessions sessions;
    private final EnrollingLearners enrolling;
    private final KeepingRecords records;

    CreditingLearners(
            Programs programs,
            TrainingSessions sessions,
            EnrollingLearners enrolling,
            KeepingRecords records) {
        this.programs = programs;
        this.sessions = sessions;
        this.enrolling = enrolling;
        this.records = records;
    }

    public void on(LearnerTransferred event) {
        endSeats(event.learner(), EnrolmentState.TRANSFERRED, "TRANSFER", event.on());
    }

    public void on(LearnerReleased event) {
        endSeats(event.learner(), EnrolmentState.RELEASED_EARLY, event.kind(), event.on());
    }

    public void on(LearnerWithdrawn event) {
        programs.find(event.program())
                .ifPresent(
                        program ->
                                program.enrolment(event.learner())
                                        .ifPresent(enrolment -> credit(program, enrolment)));
    }

    public void on(ProgramCompleted event) {
        creditAll(event.program());
    }

    public void on(ProgramCancelled event) {
        creditAll(event.program());
    }

    private void endSeats(LearnerId learner, EnrolmentState how, String reason, LocalDate on) {
        for (Program found : programs.with(learner)) {
            Outcome<Program> left =
                    Changes.follow(
                            programs,
                            found.id(),
                            program -> program.leave(learner, how, reason, on));
            Program program =
                    left instanceof Outcome.Accepted<Program>(Program changed)
                            ? changed
                            : programs.find(found.id()).orElseThrow();
            enrolling.passOnSeat(program, learner);
            program.enrolment(learner).ifPresent(enrolment -> credit(program, enrolment));
        }
    }

    private void creditAll(ProgramId id) {
        programs.find(id)
                .ifPresent(
                        program ->
                                program.enrolments()
                                        .forEach(enrolment -> credit(program, enrolment)));
    }

    private void credit(Program program, Enrolment enrolment) {
        if (!enrolment.everSat()) {
            return;
        }
        Attendance attendance = Attendance.of(enrolment, sessions.of(program.id()));
        List<Credit.CreditedUnit> units =
                enrolment.unitResults().stream()
                        .map(
                                done -> {
                                    Unit unit =
                                            program.curriculum().unit(done.unit()).orElseThrow();
                                    return new Credit.CreditedUnit(
                                            unit.key(),
                                            unit.code(),
                                            unit.titleId(),
                                            unit.hours(),
                                            done.result());
                                })
                        .toList();
        records.credit(
                enrolment.learner(),
                new Credit(
                        program.id(),
                        program.curriculum().field(),
                        program.curriculum().titleId(),
                        attendance.hours(),
                        attendance.rate(),
                        units,
                        outcome(program, enrolment).orElse(null)));
    }

    /**
     * Final only when the program has ended: until then late attendance may still change the hours.
     */
    private static Optional<SeatOutcome> outcome(Program program, Enrolment enrolment) {
        return program.hasEnded() ? Optional.of(enrolment.state().outcome()) : Optional.empty();
    }
}
