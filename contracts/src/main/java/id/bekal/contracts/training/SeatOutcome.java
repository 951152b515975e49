package id.bekal.contracts.training;

/** How a learner's time in a program ended. */
public enum SeatOutcome {
    COMPLETED,
    NOT_COMPLETED,
    WITHDRAWN,
    TRANSFERRED,
    RELEASED_EARLY
}
