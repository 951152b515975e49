package id.bekal.contracts.training;

/** How a learner's time in a program ended; nothing here tells of custody. */
public enum SeatOutcome {
    COMPLETED,
    NOT_COMPLETED,
    WITHDRAWN,
    /** Gone before the end, through no decision of the program's. */
    LEFT
}
