package id.bekal.contracts.agreements;

/** Where an agreement stands; only {@code ACTIVE} lets new work begin. */
public enum AgreementState {
    DRAFT,
    IN_REVIEW,
    SIGNING,
    ACTIVE,
    SUSPENDED,
    EXPIRED,
    RENEWED,
    TERMINATED
}
