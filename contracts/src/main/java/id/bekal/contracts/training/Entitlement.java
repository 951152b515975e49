package id.bekal.contracts.training;

/** What a seat entitles the learner to. */
public enum Entitlement {
    /** Enough hours and every unit competent. */
    TRAINING_CERTIFICATE,
    /** Left before the end with finished units. */
    STATEMENT_OF_ATTAINMENT,
    NONE
}
