package id.bekal.training.learner.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.platform.security.Relations;
import id.bekal.training.learner.InspectingLearners;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.Learners;

import org.springframework.stereotype.Component;

import java.util.Set;

/** Who holds or supervises a learner now, or did last, and who oversees that. */
@Component
class LearnerRelations implements Relations {

    private final Learners learners;
    private final InspectingLearners inspecting;

    LearnerRelations(Learners learners, InspectingLearners inspecting) {
        this.learners = learners;
        this.inspecting = inspecting;
    }

    @Override
    public Resource resource() {
        return Resource.LEARNER;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return learners.find(new LearnerId(id))
                .map(learner -> relations(learner, institution))
                .orElse(Set.of());
    }

    private Set<Relation> relations(Learner learner, InstitutionId institution) {
        if (learner.isHeldBy(institution)) {
            return Set.of(Relation.CUSTODIAN);
        }
        if (learner.wasLastHeldBy(institution)) {
            return Set.of(Relation.LAST_CUSTODIAN);
        }
        return inspecting.oversees(institution, learner) ? Set.of(Relation.REGION) : Set.of();
    }
}
