package id.bekal.agreements.institution.web;

import id.bekal.agreements.institution.Institutions;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;

import org.springframework.stereotype.Component;

import java.util.Set;

/** The regional authority that oversees an institution. */
@Component
class InstitutionRelations implements Relations {

    private final Institutions institutions;

    InstitutionRelations(Institutions institutions) {
        this.institutions = institutions;
    }

    @Override
    public Resource resource() {
        return Resource.INSTITUTION;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return institutions
                .find(new InstitutionId(id))
                .filter(known -> known.isOverseenBy(institution))
                .map(known -> Set.of(Relation.REGION))
                .orElse(Set.of());
    }
}
