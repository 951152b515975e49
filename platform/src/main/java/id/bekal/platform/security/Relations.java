package id.bekal.platform.security;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;

import java.util.Set;

/**
 * How institutions stand to the resources of one kind. A service has one for each kind of resource
 * that its routes name by id; the id is the route's first variable.
 */
public interface Relations {

    Resource resource();

    /** The relations; empty when there are none, or no such resource. */
    Set<Relation> of(String id, InstitutionId institution);
}
