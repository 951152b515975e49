package id.bekal.identity.access;

/** What someone is, in an institution. */
public enum Role {
    INTEGRATOR,
    OFFICER,
    HEAD,
    INSTRUCTOR,
    OBSERVER,
    ADMINISTRATOR,
    OPERATOR
}
