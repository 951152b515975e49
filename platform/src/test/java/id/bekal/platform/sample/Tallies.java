package id.bekal.platform.sample;

import id.bekal.contracts.ProgramId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

@Repository
public class Tallies extends Aggregates<Tally, ProgramId> {

    Tallies(MongoOperations mongo, Outbox outbox) {
        super(Tally.class, mongo, outbox);
    }
}
