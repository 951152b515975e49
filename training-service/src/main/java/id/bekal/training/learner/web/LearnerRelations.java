package id.bekal.training.learner.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;
import id.bekal.training.learner.Learners;

import org.springframework.stereotype.Component;

import java.util.Set;

/** Who holds or supervises a learner now. */
@Component
class LearnerRelations implements Relations {

    private final Learners learners;

    LearnerRelations(Learners learners) {
        this.learners = learners;
    }

    @Override
    public Resource resource() {
        return Resource.LEARNER;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return learners.find(new LearnerId(id))
                .filter(learner -> learner.isHeldBy(institution))
                .map(learner -> Set.of(Relation.CUSTODIAN))
                .orElse(Set.of());
    }
}
