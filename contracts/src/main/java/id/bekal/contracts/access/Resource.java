package id.bekal.contracts.access;

/** What an action is done to; the service that keeps it tells the {@link Relation}s. */
public enum Resource {
    INSTITUTION,
    AGREEMENT,
    CURRICULUM,
    INSTRUCTOR,
    POLICY,
    LEARNER,
    PROGRAM,
    CERTIFICATE,
    /** A completed program's certificates, together. */
    ISSUANCE,
    ISSUER,
    /** What an institution may know of what happened, in order. */
    FEED,
    /** What is counted of an institution's own, or of those that an authority oversees. */
    INSIGHTS,
    /** Where an institution wants its feed to be sent. */
    WEBHOOK,
    CLIENT,
    ACCOUNT,
    /** The installation itself. */
    INSTALLATION
}
