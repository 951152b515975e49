package id.bekal.certification.issuer.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;

import org.springframework.stereotype.Component;

import java.util.Set;

/** An issuer is the institution of the same id. */
@Component
class IssuerRelations implements Relations {

    @Override
    public Resource resource() {
        return Resource.ISSUER;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return institution.value().equals(id) ? Set.of(Relation.OWN) : Set.of();
    }
}
