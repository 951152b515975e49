package id.bekal.training.program;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.Entitlement;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.contracts.training.SeatResult;
import id.bekal.platform.Outcome;
import id.bekal.training.TrainingRule;
import id.bekal.training.curriculum.Unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a program comes to, seat by seat: hours, attendance, units, outcome, and what it entitles
 * to.
 */
record Completion(List<SeatResult> results) {

    /** Computes it, or refuses while something that decides is still missing. */
    static Outcome<Completion> of(Program program, List<TrainingSession> sessions) {
        int held = sessions.stream().mapToInt(TrainingSession::hours).sum();
        if (held < program.curriculum().hours()) {
            return Outcome.refused(
                    TrainingRule.HOURS_NOT_DELIVERED,
                    "hours",
                    held,
                    "needed",
                    program.curriculum().hours());
        }
        List<SeatResult> results = new ArrayList<>();
        for (Enrolment enrolment : program.enrolments()) {
            if (!enrolment.everSat()) {
                continue;
            }
            boolean stayed = enrolment.state() == EnrolmentState.ACTIVE;
            for (TrainingSession session : sessions) {
                if (stayed && session.entry(enrolment.learner()).isEmpty()) {
                    return Outcome.refused(
                            TrainingRule.ATTENDANCE_MISSING,
                            "session",
                            session.id(),
                            "on",
                            session.on(),
                            "learner",
                            enrolment.learner());
                }
            }
            Attendance attendance = Attendance.of(enrolment, sessions);
            boolean enough = attendance.reaches(program.curriculum().minimumAttendance());
            if (stayed && enough) {
                List<String> missing = unassessed(program, enrolment);
                if (!missing.isEmpty()) {
                    return Outcome.refused(
                            TrainingRule.ASSESSMENT_MISSING,
                            "learner",
                            enrolment.learner(),
                            "units",
                            missing);
                }
            }
            results.add(result(program, enrolment, attendance, stayed, enough));
        }
        return Outcome.accepted(new Completion(List.copyOf(results)));
    }

    private static SeatResult result(
            Program program,
            Enrolment enrolment,
            Attendance attendance,
            boolean stayed,
            boolean enough) {
        boolean competent =
                program.curriculum().units().stream()
                        .allMatch(
                                unit ->
                                        enrolment
                                                .resultOf(unit.key())
                                                .filter(AssessmentResult.K::equals)
                                                .isPresent());
        SeatOutcome outcome =
                stayed
                        ? enough && competent ? SeatOutcome.COMPLETED : SeatOutcome.NOT_COMPLETED
                        : enrolment.state().outcome();
        return new SeatResult(
                enrolment.learner(),
                outcome,
                attendance.hours(),
                attendance.rate(),
                enrolment.unitResults(),
                entitlement(outcome, enrolment),
                null);
    }

    /** A certificate for who completed; a statement for who had to leave with finished units. */
    private static Entitlement entitlement(SeatOutcome outcome, Enrolment enrolment) {
        return switch (outcome) {
            case COMPLETED -> Entitlement.TRAINING_CERTIFICATE;
            case NOT_COMPLETED -> Entitlement.NONE;
            case WITHDRAWN, LEFT ->
                    enrolment.unitResults().stream()
                                    .anyMatch(unit -> unit.result() == AssessmentResult.K)
                            ? Entitlement.STATEMENT_OF_ATTAINMENT
                            : Entitlement.NONE;
        };
    }

    private static List<String> unassessed(Program program, Enrolment enrolment) {
        return program.curriculum().units().stream()
                .map(Unit::key)
                .filter(unit -> enrolment.resultOf(unit).isEmpty())
                .toList();
    }

    /** The same, with what certificates print of each learner, sealed. */
    Completion sealed(Map<LearnerId, String> holders) {
        return new Completion(
                results.stream()
                        .map(
                                seat ->
                                        new SeatResult(
                                                seat.learner(),
                                                seat.outcome(),
                                                seat.hours(),
                                                seat.attendance(),
                                                seat.units(),
                                                seat.entitlement(),
                                                holders.get(seat.learner())))
                        .toList());
    }

    /** Who gets a certificate or a statement. */
    List<LearnerId> entitled() {
        return results.stream()
                .filter(seat -> seat.entitlement() != Entitlement.NONE)
                .map(SeatResult::learner)
                .toList();
    }
}
