package id.bekal.training.program;

import id.bekal.contracts.training.SeatOutcome;

/** Where a learner's enrolment stands. */
public enum EnrolmentState {
    INELIGIBLE,
    ELIGIBLE,
    REJECTED,
    /** Approved and waiting for a seat. */
    APPROVED,
    /** Has a seat in a class that has not started. */
    ENROLLED,
    /** Sits in a running class. */
    ACTIVE,
    COMPLETED,
    NOT_COMPLETED,
    WITHDRAWN,
    TRANSFERRED,
    RELEASED_EARLY;

    boolean holdsSeat() {
        return this == ENROLLED || this == ACTIVE;
    }

    /** How a seat in this state ended, told without why. */
    SeatOutcome outcome() {
        return switch (this) {
            case COMPLETED -> SeatOutcome.COMPLETED;
            case NOT_COMPLETED -> SeatOutcome.NOT_COMPLETED;
            case TRANSFERRED, RELEASED_EARLY -> SeatOutcome.LEFT;
            default -> SeatOutcome.WITHDRAWN;
        };
    }

    boolean isOpen() {
        return this == INELIGIBLE || this == ELIGIBLE || this == APPROVED || holdsSeat();
    }
}
