package id.bekal.agreements.agreement.web;

import id.bekal.agreements.agreement.Agreements;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;

import org.springframework.stereotype.Component;

import java.util.Set;

/** The parties of an agreement, and the regional authorities that oversee them. */
@Component
class AgreementRelations implements Relations {

    private final Agreements agreements;

    AgreementRelations(Agreements agreements) {
        this.agreements = agreements;
    }

    @Override
    public Resource resource() {
        return Resource.AGREEMENT;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return agreements
                .find(new AgreementId(id))
                .map(agreement -> agreement.relationsOf(institution))
                .orElse(Set.of());
    }
}
