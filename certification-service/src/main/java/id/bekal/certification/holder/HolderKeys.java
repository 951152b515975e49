package id.bekal.certification.holder;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;

import id.bekal.contracts.LearnerId;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

@Repository
public class HolderKeys extends Aggregates<HolderKey, LearnerId> {

    HolderKeys(MongoOperations mongo, Outbox outbox) {
        super(HolderKey.class, mongo, outbox);
        mongo.execute(
                type,
                keys ->
                        keys.createIndex(
                                new Document("merged", 1), new IndexOptions().sparse(true)));
    }

    Map<LearnerId, HolderKey> findAll(Collection<LearnerId> learners) {
        Set<String> ids = learners.stream().map(LearnerId::value).collect(Collectors.toSet());
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), type).stream()
                .collect(Collectors.toMap(HolderKey::id, Function.identity()));
    }

    /** The records that a record was merged into. */
    List<LearnerId> thatMerged(LearnerId merged) {
        return mongo.find(Query.query(Criteria.where("merged").is(merged.value())), type).stream()
                .map(HolderKey::id)
                .toList();
    }

    /**
     * Notes a fact in a learner's document, which is made if there is none; again and again when
     * other instances come between.
     *
     * @param fact whether it changed anything that is to be saved
     * @return the document as it is now
     */
    HolderKey note(LearnerId learner, Predicate<HolderKey> fact) {
        while (true) {
            HolderKey key = find(learner).orElseGet(() -> new HolderKey(learner));
            if (!fact.test(key)) {
                return key;
            }
            try {
                return save(key);
            } catch (OptimisticLockingFailureException | DuplicateKeyException savedMeanwhile) {
                // looks at what is there now
            }
        }
    }

    /** Those that follow an id, in the order of ids; null for the first. */
    List<HolderKey> after(@Nullable LearnerId last, int most) {
        Query query = new Query();
        if (last != null) {
            query.addCriteria(Criteria.where("_id").gt(last.value()));
        }
        return mongo.find(query.with(Sort.by("_id")).limit(most), type);
    }

    /**
     * Stores the same data keys wrapped anew, each only if its document is as it was read: an
     * erasure that came between is not undone. Each is a new version, so that who read the old
     * wrapping cannot save it back.
     *
     * @return how many were stored
     */
    int rewrap(List<HolderKey> keys, Function<HolderKey, DataKey> wrapping) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (HolderKey key : keys) {
            writes.add(
                    new UpdateOneModel<>(
                            new Document("_id", key.id().value()).append("version", key.version()),
                            new Document(
                                            "$set",
                                            new Document(
                                                    "dataKey.wrapped",
                                                    wrapping.apply(key).wrapped()))
                                    .append("$inc", new Document("version", 1L))));
        }
        return Objects.requireNonNull(
                        mongo.execute(
                                type,
                                documents ->
                                        documents.bulkWrite(
                                                writes, new BulkWriteOptions().ordered(false))))
                .getModifiedCount();
    }
}
