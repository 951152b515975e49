package id.bekal.training.program.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;
import id.bekal.training.program.Programs;

import org.springframework.stereotype.Component;

import java.util.Set;

/** Who gives a program, who holds its class, and who oversees them. */
@Component
class ProgramRelations implements Relations {

    private final Programs programs;

    ProgramRelations(Programs programs) {
        this.programs = programs;
    }

    @Override
    public Resource resource() {
        return Resource.PROGRAM;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return programs.find(new ProgramId(id))
                .map(program -> program.relationsOf(institution))
                .orElse(Set.of());
    }
}
