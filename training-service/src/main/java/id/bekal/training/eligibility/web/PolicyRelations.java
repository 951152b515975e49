package id.bekal.training.eligibility.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;
import id.bekal.training.eligibility.EligibilityPolicies;
import id.bekal.training.eligibility.PolicyId;

import org.springframework.stereotype.Component;

import java.util.Set;

/** An eligibility policy is its owner's own. */
@Component
class PolicyRelations implements Relations {

    private final EligibilityPolicies policies;

    PolicyRelations(EligibilityPolicies policies) {
        this.policies = policies;
    }

    @Override
    public Resource resource() {
        return Resource.POLICY;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return policies.find(new PolicyId(id))
                .filter(known -> known.owner().equals(institution))
                .map(known -> Set.of(Relation.OWN))
                .orElse(Set.of());
    }
}
