package id.bekal.contracts.access;

/** How the caller's institution stands to what it asks for. */
public enum Relation {
    /** It is the caller's institution's own: its catalogue, its issuer's record, its clients. */
    OWN,
    /**
     * The caller's institution holds or supervises the learner, or those who sit in the program.
     */
    CUSTODIAN,
    /** The caller's institution was the last to hold the learner, whom nobody holds now. */
    LAST_CUSTODIAN,
    /** The caller's institution gives the program. */
    PROVIDER,
    /** The caller's institution tests the program's candidates. */
    CERTIFIER,
    /** The caller's institution is a party to the agreement. */
    PARTY,
    /** The caller's institution issued the certificate. */
    ISSUER,
    /** The caller's institution is the regional authority that oversees it. */
    REGION,
    /** Any institution. */
    ANY
}
