package id.bekal.training.eligibility;

import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

@Repository
public class EligibilityPolicies extends Aggregates<EligibilityPolicy, PolicyId> {

    EligibilityPolicies(MongoOperations mongo, Outbox outbox) {
        super(EligibilityPolicy.class, mongo, outbox);
    }
}
