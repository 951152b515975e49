package id.bekal.identity.key;

import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

@Repository
class KeyRings extends Aggregates<KeyRing, RingId> {

    KeyRings(MongoOperations mongo, Outbox outbox) {
        super(KeyRing.class, mongo, outbox);
    }
}
