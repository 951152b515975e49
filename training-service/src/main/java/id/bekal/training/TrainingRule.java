package id.bekal.training;

import id.bekal.platform.Rule;

/** Every rule of training that may object to a command; the texts are in {@code problems}. */
public enum TrainingRule implements Rule {
    // the agreement gates the work
    AGREEMENT_UNKNOWN,
    AGREEMENT_NOT_IN_FORCE,
    FIELD_NOT_COVERED,
    INSTITUTION_NOT_A_PARTY,
    DATES_NOT_COVERED,
    QUOTA_USED_UP,
    // programs
    CURRICULUM_UNKNOWN,
    POLICY_UNKNOWN,
    INSTRUCTOR_UNKNOWN,
    NOT_A_CERTIFICATION_BODY,
    PERIOD_TOO_SHORT_FOR_HOURS,
    NOT_PLANNED,
    NOT_OPEN,
    NOT_RUNNING,
    NOT_ASSESSING,
    PAUSED,
    ENDED_ALREADY,
    NOBODY_ENROLLED,
    // enrolment
    ALREADY_ENROLLED,
    NOT_ENROLLED,
    NOT_IN_CUSTODY_HERE,
    NOT_INELIGIBLE,
    NOT_ELIGIBLE,
    SEAT_ENDED_ALREADY,
    // sessions and attendance
    OUTSIDE_THE_PERIOD,
    UNIT_UNKNOWN,
    INSTRUCTOR_CERTIFICATE_LAPSED,
    ATTENDANCE_CLOSED,
    HAS_NO_SEAT_THAT_DAY,
    // assessment and completion
    ASSESSED_COMPETENT_ALREADY,
    HOURS_NOT_DELIVERED,
    ATTENDANCE_MISSING,
    ASSESSMENT_MISSING,
    // learners
    REGISTERED_ALREADY,
    INSTITUTION_UNKNOWN,
    SAME_INSTITUTION,
    RELEASED_ALREADY,
    BEFORE_CUSTODY_BEGAN,
    NOT_A_CUSTODIAN,
    SEATED_STILL,
    ERASED_ALREADY,
    MERGED_ALREADY,
    HOLDER_KEYS_PENDING,
    // two persons, where harm would last
    NOTHING_REQUESTED,
    SECOND_PERSON_NEEDED
}
