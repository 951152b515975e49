package id.bekal.training.program;

import java.util.List;

/**
 * A learner's attendance over a program.
 *
 * @param hours JP attended
 * @param possible JP the learner could have attended: those held while the learner had a seat,
 *     without the ones the institution held the learner back from
 */
public record Attendance(int hours, int possible) {

    static Attendance of(Enrolment enrolment, List<TrainingSession> sessions) {
        int attended = 0;
        int possible = 0;
        for (TrainingSession session : sessions) {
            if (!enrolment.satOn(session.on())) {
                continue;
            }
            TrainingSession.Entry entry = session.entry(enrolment.learner()).orElse(null);
            if (entry != null && entry.code() == AttendanceCode.TERTAHAN) {
                continue;
            }
            possible += session.hours();
            if (entry != null && entry.code() == AttendanceCode.HADIR) {
                Integer part = entry.hours();
                attended += part == null ? session.hours() : Math.min(part, session.hours());
            }
        }
        return new Attendance(attended, possible);
    }

    /** Per cent, rounded to a tenth; 0 when there was nothing to attend. */
    public double rate() {
        return possible == 0 ? 0 : Math.round(1000.0 * hours / possible) / 10.0;
    }

    /** Exact, so that 79.96 % is not taken for 80. */
    boolean reaches(int minimumPerCent) {
        return possible > 0 && 100L * hours >= (long) minimumPerCent * possible;
    }
}
