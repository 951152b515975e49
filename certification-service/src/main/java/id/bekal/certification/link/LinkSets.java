package id.bekal.certification.link;

import com.mongodb.client.model.IndexOptions;

import id.bekal.contracts.LearnerId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.util.Optional;
import java.util.function.Predicate;

@Repository
class LinkSets extends Aggregates<LinkSet, LearnerId> {

    LinkSets(MongoOperations mongo, Outbox outbox) {
        super(LinkSet.class, mongo, outbox);
        mongo.execute(
                type,
                sets ->
                        sets.createIndex(
                                new Document("links.hash", 1), new IndexOptions().sparse(true)));
    }

    /** The set of which a link with this hash is one. */
    Optional<LinkSet> findByHash(String hash) {
        return Optional.ofNullable(
                mongo.findOne(Query.query(Criteria.where("links.hash").is(hash)), type));
    }

    /**
     * Changes a learner's links, again and again when others come between.
     *
     * @param change whether anything is to be saved
     * @return whether anything was
     */
    boolean change(LearnerId learner, Predicate<LinkSet> change) {
        while (true) {
            LinkSet set = find(learner).orElseGet(() -> new LinkSet(learner));
            if (!change.test(set)) {
                return false;
            }
            try {
                save(set);
                return true;
            } catch (OptimisticLockingFailureException | DuplicateKeyException savedMeanwhile) {
                // looks at what is there now
            }
        }
    }
}
