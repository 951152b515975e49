package id.bekal.identity.access;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Role;
import id.bekal.identity.institution.Institution;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Caller;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who administers clients and accounts. Whose it may, the table of rules says ({@link Action});
 * what it may give to whom, {@link Grants}.
 *
 * @param subject the client's or the account's id
 */
public record Granter(
        String subject, InstitutionId institution, boolean regionalAuthority, Set<Role> roles) {

    public Granter {
        roles = Set.copyOf(roles);
    }

    /** The caller, as the verified token says. */
    public static Granter of(Caller caller) {
        return new Granter(
                caller.subject(),
                caller.institution(),
                caller.isRegionalAuthority(),
                caller.roles());
    }

    /** Whether the table of rules lets this one do that to what belongs to the institution. */
    public boolean may(Action action, Institution owner) {
        return !Collections.disjoint(action.relationsFor(roles), relationsTo(owner));
    }

    /** An operator's client sits at an authority without being one: it oversees nobody. */
    private Set<Relation> relationsTo(Institution owner) {
        Set<Relation> relations = owner.relationsOf(institution);
        if (!regionalAuthority) {
            relations.remove(Relation.REGION);
        }
        return relations;
    }

    /**
     * Whether this one may give these roles to someone, or something, of the institution.
     *
     * @param receiver id of the client or account; a new one has an id nobody signed in with
     */
    public Outcome<Set<Role>> grant(
            Collection<Role> asked, String receiver, Institution institution) {
        if (receiver.equals(subject)) {
            return Outcome.refused(IdentityRule.NOT_FOR_ONESELF);
        }
        if (!institution.inForce()) {
            return Outcome.refused(IdentityRule.INSTITUTION_NOT_IN_FORCE);
        }
        Set<Role> allowed = Grants.rolesFor(institution);
        if (!allowed.containsAll(asked)) {
            return Outcome.refused(IdentityRule.ROLE_NOT_FOR_THIS_INSTITUTION, "allowed", allowed);
        }
        if (asked.contains(Role.OPERATOR) && !roles.contains(Role.OPERATOR)) {
            return Outcome.refused(IdentityRule.ROLE_ABOVE_THE_GRANTER);
        }
        return Outcome.accepted(new TreeSet<>(asked));
    }

    /** Whether a client of the institution may be given these scopes. */
    public Outcome<Set<String>> grantScopes(Collection<String> asked, Institution institution) {
        Set<String> allowed = Grants.scopesFor(institution);
        if (!allowed.containsAll(asked)) {
            return Outcome.refused(IdentityRule.SCOPE_NOT_FOR_THIS_INSTITUTION, "allowed", allowed);
        }
        if (asked.contains("operations") && !roles.contains(Role.OPERATOR)) {
            return Outcome.refused(IdentityRule.ROLE_ABOVE_THE_GRANTER);
        }
        return Outcome.accepted(new TreeSet<>(asked));
    }
}
