package id.bekal.training.instructor.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;
import id.bekal.training.instructor.Instructors;

import org.springframework.stereotype.Component;

import java.util.Set;

/** An instructor is its provider's own. */
@Component
class InstructorRelations implements Relations {

    private final Instructors instructors;

    InstructorRelations(Instructors instructors) {
        this.instructors = instructors;
    }

    @Override
    public Resource resource() {
        return Resource.INSTRUCTOR;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return instructors
                .find(new InstructorId(id))
                .filter(known -> known.provider().equals(institution))
                .map(known -> Set.of(Relation.OWN))
                .orElse(Set.of());
    }
}
