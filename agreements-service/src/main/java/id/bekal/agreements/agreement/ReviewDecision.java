package id.bekal.agreements.agreement;

/** What a party says to what it was asked to review. */
public enum ReviewDecision {
    APPROVED,
    CHANGES_REQUESTED
}
