package id.bekal.training.agreement;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Changes;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The agreements known here, and the places of their quotas. */
@Repository
public class Agreements extends Aggregates<AgreementTerms, AgreementId> {

    private final Clock clock;

    Agreements(MongoOperations mongo, Outbox outbox, Clock clock) {
        super(AgreementTerms.class, mongo, outbox);
        this.clock = clock;
    }

    /** Keeps what an event tells of an agreement. */
    public void on(AgreementEvent event, EventEnvelope envelope) {
        Optional<AgreementTerms> known = find(event.agreement().id());
        if (known.isEmpty()) {
            save(new AgreementTerms(event.agreement(), envelope.sequenceNumber()));
        } else if (known.get().hear(event.agreement(), envelope.sequenceNumber())) {
            save(known.get());
        }
    }

    /**
     * Takes a place of the agreement's quota, or refuses when it is used up. Repeating it is
     * harmless.
     */
    public Outcome<AgreementTerms> takePlace(
            AgreementId agreement, ProgramId program, LearnerId learner) {
        Instant now = clock.instant();
        return Changes.follow(this, agreement, terms -> terms.takePlace(program, learner, now));
    }

    /** Gives a place back. Repeating it is harmless. */
    public void releasePlace(AgreementId agreement, ProgramId program, LearnerId learner) {
        Changes.note(this, agreement, terms -> terms.releasePlace(program, learner));
    }

    /** Agreements with a place taken before {@code time}. */
    public List<AgreementTerms> withPlacesTakenBefore(Instant time) {
        return mongo.find(Query.query(Criteria.where("places.takenAt").lt(time)), type);
    }
}
