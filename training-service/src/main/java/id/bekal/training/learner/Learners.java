package id.bekal.training.learner;

import com.mongodb.client.model.IndexOptions;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Repository
public class Learners extends Aggregates<Learner, LearnerId> {

    Learners(MongoOperations mongo, Outbox outbox) {
        super(Learner.class, mongo, outbox);
        mongo.execute(
                "learners",
                learners ->
                        learners.createIndex(
                                new Document("register", 1), new IndexOptions().unique(true)));
        mongo.execute(
                "learners",
                learners -> learners.createIndex(new Document("custodian", 1).append("_id", 1)));
    }

    public Page<Learner> heldBy(InstitutionId institution, PageRequest page) {
        return page.find(
                mongo,
                List.of(Criteria.where("custodian").is(institution.value())),
                type,
                learner -> learner.id().value());
    }

    /** The learner an institution holds under this register number, if any. */
    public Optional<Learner> numbered(String numberHash) {
        return Optional.ofNullable(
                mongo.findOne(Query.query(Criteria.where("register").is(numberHash)), type));
    }

    /** Learners the institution holds by exactly this name; children are found by number only. */
    public List<Learner> named(InstitutionId institution, String nameHash) {
        return mongo.find(
                Query.query(
                        Criteria.where("custodian")
                                .is(institution.value())
                                .and("who.nameHash")
                                .is(nameHash)
                                .and("juvenile")
                                .is(false)),
                type);
    }

    /** Records that were merged into this one. */
    public List<Learner> mergedInto(LearnerId kept) {
        return mongo.find(Query.query(Criteria.where("mergedInto").is(kept.value())), type);
    }

    /** All of them, one after the other. */
    public Stream<Learner> everyone() {
        return mongo.stream(new Query(), type);
    }

    public Map<LearnerId, Learner> all(Collection<LearnerId> ids) {
        List<String> values = ids.stream().map(LearnerId::value).toList();
        return mongo.find(Query.query(Criteria.where("_id").in(values)), type).stream()
                .collect(Collectors.toMap(Learner::id, Function.identity()));
    }
}
