package id.bekal.identity.access;

import static id.bekal.contracts.access.Role.ADMINISTRATOR;
import static id.bekal.contracts.access.Role.HEAD;
import static id.bekal.contracts.access.Role.INSTRUCTOR;
import static id.bekal.contracts.access.Role.INTEGRATOR;
import static id.bekal.contracts.access.Role.OBSERVER;
import static id.bekal.contracts.access.Role.OFFICER;
import static id.bekal.contracts.access.Role.OPERATOR;
import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;
import static id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL;
import static id.bekal.contracts.agreements.InstitutionRole.LABOUR_OFFICE;
import static id.bekal.contracts.agreements.InstitutionRole.REGIONAL_AUTHORITY;
import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import id.bekal.contracts.access.Role;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.identity.institution.Institution;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be granted at all: by what the institution is, and by what the person is in it. A
 * person's scopes are those that both tables name; a client's are chosen among those that the first
 * names. An institution that is two things, a prison that is itself a training provider, may what
 * either may.
 */
public final class Grants {

    private static final Map<InstitutionRole, Set<String>> SCOPES_BY_INSTITUTION =
            Map.of(
                    CORRECTIONAL,
                    Set.of(
                            "agreements.read",
                            "agreements.write",
                            "training.read",
                            "training.write",
                            "certificates.read",
                            "events.read",
                            "events.write",
                            "accounts"),
                    TRAINING_PROVIDER,
                    Set.of(
                            "agreements.read",
                            "agreements.write",
                            "training.read",
                            "training.write",
                            "certificates.read",
                            "certificates.write",
                            "events.read",
                            "events.write",
                            "accounts"),
                    CERTIFICATION_BODY,
                    Set.of(
                            "agreements.read",
                            "training.read",
                            "certificates.read",
                            "certificates.write",
                            "events.read",
                            "events.write",
                            "accounts"),
                    LABOUR_OFFICE,
                    Set.of(
                            "agreements.read",
                            "training.read",
                            "certificates.read",
                            "events.read",
                            "events.write",
                            "accounts"),
                    REGIONAL_AUTHORITY,
                    Set.of(
                            "institutions.write",
                            "agreements.read",
                            "agreements.write",
                            "training.read",
                            "certificates.read",
                            "events.read",
                            "events.write",
                            "accounts",
                            "operations"));

    private static final Set<String> WORKING =
            Set.of(
                    "institutions.write",
                    "agreements.read",
                    "agreements.write",
                    "training.read",
                    "training.write",
                    "certificates.read",
                    "certificates.write",
                    "events.read",
                    "events.write");

    /** An integrator is no person: its scopes are granted one by one. */
    private static final Map<Role, Set<String>> SCOPES_BY_ROLE =
            Map.of(
                    INTEGRATOR,
                    Set.of(),
                    OFFICER,
                    WORKING,
                    HEAD,
                    WORKING,
                    INSTRUCTOR,
                    Set.of("training.read", "training.write"),
                    OBSERVER,
                    Set.of("agreements.read", "training.read", "certificates.read", "events.read"),
                    ADMINISTRATOR,
                    Set.of("accounts"),
                    OPERATOR,
                    Set.of("operations", "accounts"));

    private static final Map<InstitutionRole, Set<Role>> ROLES =
            Map.of(
                    CORRECTIONAL,
                    Set.of(INTEGRATOR, OFFICER, HEAD, OBSERVER, ADMINISTRATOR),
                    TRAINING_PROVIDER,
                    Set.of(INTEGRATOR, OFFICER, HEAD, INSTRUCTOR, OBSERVER, ADMINISTRATOR),
                    CERTIFICATION_BODY,
                    Set.of(INTEGRATOR, OFFICER, HEAD, OBSERVER, ADMINISTRATOR),
                    LABOUR_OFFICE,
                    Set.of(INTEGRATOR, OFFICER, HEAD, OBSERVER, ADMINISTRATOR),
                    REGIONAL_AUTHORITY,
                    Set.of(INTEGRATOR, OFFICER, HEAD, OBSERVER, ADMINISTRATOR, OPERATOR));

    private Grants() {}

    /** The roles that someone of the institution may have. */
    public static Set<Role> rolesFor(Institution institution) {
        Set<Role> roles = new TreeSet<>();
        institution.roles().forEach(role -> roles.addAll(ROLES.getOrDefault(role, Set.of())));
        return roles;
    }

    /** The scopes that something of the institution may have. */
    public static Set<String> scopesFor(Institution institution) {
        Set<String> scopes = new TreeSet<>();
        institution
                .roles()
                .forEach(role -> scopes.addAll(SCOPES_BY_INSTITUTION.getOrDefault(role, Set.of())));
        return scopes;
    }

    /** The scopes of a person with these roles in the institution. */
    public static Set<String> scopesOf(Collection<Role> roles, Institution institution) {
        Set<String> scopes = new TreeSet<>();
        roles.forEach(role -> scopes.addAll(SCOPES_BY_ROLE.getOrDefault(role, Set.of())));
        scopes.retainAll(scopesFor(institution));
        return scopes;
    }
}
