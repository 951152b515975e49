package id.bekal.training.learner;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.platform.web.NewIds;
import id.bekal.training.institution.Institutions;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Lets a regional authority look at a named learner of its region, and only with a reason. */
@Component
public class InspectingLearners {

    private final Learners learners;
    private final LearnerVault vault;
    private final Institutions institutions;
    private final MongoOperations mongo;
    private final Clock clock;
    private final Duration openFor;

    InspectingLearners(
            Learners learners,
            LearnerVault vault,
            Institutions institutions,
            MongoOperations mongo,
            Clock clock,
            @Value("${bekal.inspections.open-for}") Duration openFor) {
        this.learners = learners;
        this.vault = vault;
        this.institutions = institutions;
        this.mongo = mongo;
        this.clock = clock;
        this.openFor = openFor;
    }

    /**
     * Opens an inspection of the learner whom an institution of the region holds under this number;
     * empty when there is none.
     *
     * @param head only a head may look at a child
     */
    public Optional<Inspection> open(
            InstitutionId authority,
            String by,
            boolean head,
            InstitutionId custodian,
            String registerNumber,
            String reason) {
        return learners.numbered(vault.numberHash(custodian, registerNumber))
                .filter(learner -> oversees(authority, learner))
                .filter(learner -> head || !learner.isJuvenile())
                .map(
                        learner ->
                                mongo.save(
                                        new Inspection(
                                                NewIds.forRequest("inspection"),
                                                learner.id(),
                                                authority,
                                                by,
                                                reason,
                                                clock.instant().plus(openFor))));
    }

    /** The inspection, while it is open to this person. */
    public Optional<Inspection> find(
            LearnerId learner, String id, InstitutionId authority, String by) {
        return Optional.ofNullable(mongo.findById(id, Inspection.class))
                .filter(inspection -> inspection.learner().equals(learner))
                .filter(inspection -> inspection.isOpenTo(by, authority, clock.instant()));
    }

    /** Whether the authority oversees the institution that holds the learner now. */
    public boolean oversees(InstitutionId authority, Learner learner) {
        return learner.custodian()
                .flatMap(institutions::find)
                .filter(known -> authority.equals(known.snapshot().regionalAuthority()))
                .isPresent();
    }
}
