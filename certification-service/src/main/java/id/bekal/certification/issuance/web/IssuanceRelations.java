package id.bekal.certification.issuance.web;

import id.bekal.certification.issuance.Issuances;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;

import org.springframework.stereotype.Component;

import java.util.Set;

/** Who issues a completed program's certificates. */
@Component
class IssuanceRelations implements Relations {

    private final Issuances issuances;

    IssuanceRelations(Issuances issuances) {
        this.issuances = issuances;
    }

    @Override
    public Resource resource() {
        return Resource.ISSUANCE;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return issuances
                .find(new ProgramId(id))
                .filter(issuance -> issuance.provider().equals(institution))
                .map(issuance -> Set.of(Relation.ISSUER))
                .orElse(Set.of());
    }
}
