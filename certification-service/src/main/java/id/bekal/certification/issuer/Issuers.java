package id.bekal.certification.issuer;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

@Repository
public class Issuers extends Aggregates<Issuer, InstitutionId> {

    Issuers(MongoOperations mongo, Outbox outbox) {
        super(Issuer.class, mongo, outbox);
    }
}
