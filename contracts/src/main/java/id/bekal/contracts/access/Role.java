package id.bekal.contracts.access;

/** What a person or program does at its institution; the token's {@code roles} name it. */
public enum Role {
    /** An API client: the institution's own software, which acts within its scopes. */
    INTEGRATOR,
    /** Daily work: agreements, learners, programs, certificates. */
    OFFICER,
    /** What an officer may, and the second word where harm would last. */
    HEAD,
    /** Teaches: sees the class and records attendance and results. */
    INSTRUCTOR,
    /** Counts, and sees no person. */
    OBSERVER,
    /** Keeps the institution's clients and accounts. */
    ADMINISTRATOR,
    /** Runs the installation: dead letters, keys, the access log; no institution's business. */
    OPERATOR
}
