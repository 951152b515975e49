package id.bekal.training.program;

/** How a learner spent a session. */
public enum AttendanceCode {
    /** Present. */
    HADIR,
    /** Excused. */
    IZIN,
    /** Ill. */
    SAKIT,
    /** Absent without leave. */
    ALPA,
    /**
     * Held back by the institution (lockdown, court, visit): not the learner's fault, so it does
     * not count as possible.
     */
    TERTAHAN
}
