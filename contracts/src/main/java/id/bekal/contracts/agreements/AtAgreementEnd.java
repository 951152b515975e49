package id.bekal.contracts.agreements;

/** What becomes of a program that runs when its agreement ends. */
public enum AtAgreementEnd {
    /** It goes on to its completion. */
    RUN_OUT,
    /** It is cancelled; hours and units stay the learners'. */
    STOP
}
