package id.bekal.certification.issuer;

/** Whose word an issuer's certificates wait for once a program is completed. */
public enum Approval {
    /** Nobody's: they are issued at once. */
    AUTOMATIC,
    /** A head's, program by program. */
    HEAD
}
