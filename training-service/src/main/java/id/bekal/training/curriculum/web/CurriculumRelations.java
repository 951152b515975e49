package id.bekal.training.curriculum.web;

import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;
import id.bekal.training.curriculum.Curricula;

import org.springframework.stereotype.Component;

import java.util.Set;

/** A curriculum is its provider's own. */
@Component
class CurriculumRelations implements Relations {

    private final Curricula curricula;

    CurriculumRelations(Curricula curricula) {
        this.curricula = curricula;
    }

    @Override
    public Resource resource() {
        return Resource.CURRICULUM;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return curricula
                .find(new CurriculumId(id))
                .filter(known -> known.provider().equals(institution))
                .map(known -> Set.of(Relation.OWN))
                .orElse(Set.of());
    }
}
