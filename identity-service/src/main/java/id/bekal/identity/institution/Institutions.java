package id.bekal.identity.institution;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

@Repository
public class Institutions extends Aggregates<Institution, InstitutionId> {

    Institutions(MongoOperations mongo, Outbox outbox) {
        super(Institution.class, mongo, outbox);
    }
}
