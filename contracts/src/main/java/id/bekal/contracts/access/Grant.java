package id.bekal.contracts.access;

import java.util.Set;

/** Some roles of institutions that stand in one relation may do an action. */
public record Grant(Set<Role> roles, Relation relation) {

    public Grant {
        roles = Set.copyOf(roles);
    }
}
