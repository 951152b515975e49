package id.bekal.training.program;

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

    boolean isOpen() {
        return this == INELIGIBLE || this == ELIGIBLE || this == APPROVED || holdsSeat();
    }
}
