package id.bekal.platform.outbox;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.result.UpdateResult;

import id.bekal.contracts.Id;
import id.bekal.platform.FailPoints;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.MongoPersistentEntity;
import org.springframework.data.mongodb.core.mapping.MongoPersistentProperty;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The base of each repository. Saving writes the aggregate's state and appends its events to its
 * own {@code outbox} in one single-document write, on a standalone server, a replica set or a shard
 * alike. An update sets and unsets the state's fields and pushes to the outbox, it never replaces
 * the document: what the relay removed meanwhile stays removed.
 */
public abstract class Aggregates<A extends Aggregate, I extends Id> {

    static final String OUTBOX = "outbox";
    private static final String VERSION = "version";

    protected final MongoOperations mongo;
    protected final Class<A> type;
    private final Outbox outbox;
    private final String collection;

    protected Aggregates(Class<A> type, MongoOperations mongo, Outbox outbox) {
        this.type = type;
        this.mongo = mongo;
        this.outbox = outbox;
        this.collection = mongo.getCollectionName(type);
        outbox.register(collection);
        mongo.execute(
                collection,
                documents ->
                        documents.createIndex(
                                new Document(OUTBOX + ".at", 1),
                                new com.mongodb.client.model.IndexOptions().sparse(true)));
    }

    public Optional<A> find(I id) {
        return Optional.ofNullable(mongo.findById(id.value(), type));
    }

    /**
     * Writes the aggregate and the events it recorded, in one write, and hands the events to the
     * relay.
     *
     * @throws OptimisticLockingFailureException when it was changed since it was loaded
     * @throws org.springframework.dao.DuplicateKeyException when it is new and its id, or another
     *     unique field, is taken
     */
    public A save(A aggregate) {
        List<OutboxEntry> entries = outbox.entriesOf(aggregate);
        Document state = new Document();
        mongo.getConverter().write(aggregate, state);
        state.remove(OUTBOX);
        Object id = java.util.Objects.requireNonNull(state.get("_id"), "_id");
        FailPoints.pass("outbox.before-save");
        long version =
                aggregate.isNew()
                        ? insert(state, entries)
                        : update(id, aggregate.version(), state, entries);
        FailPoints.pass("outbox.after-save");
        List<OutboxEntry> pending = new ArrayList<>(aggregate.pending());
        pending.addAll(entries);
        aggregate.saved(version, pending);
        outbox.publish(collection, id, pending);
        return aggregate;
    }

    /**
     * Inserts new aggregates in one round trip, each with its events in a write of its own: a crash
     * leaves some of them inserted and the others not.
     *
     * @return those that could not be, because their id or another unique field is taken; what was
     *     there stays as it is
     */
    protected final List<A> insertAll(List<A> aggregates) {
        if (aggregates.isEmpty()) {
            return List.of();
        }
        List<List<OutboxEntry>> entries = new ArrayList<>();
        List<Document> states = new ArrayList<>();
        for (A aggregate : aggregates) {
            List<OutboxEntry> its = outbox.entriesOf(aggregate);
            Document state = new Document();
            mongo.getConverter().write(aggregate, state);
            state.remove(OUTBOX);
            entries.add(its);
            states.add(asNew(state, its));
        }
        FailPoints.pass("outbox.before-save");
        Set<Integer> taken =
                java.util.Objects.requireNonNull(
                        mongo.execute(collection, documents -> taken(documents, states)));
        FailPoints.pass("outbox.after-save");
        List<A> refused = new ArrayList<>();
        for (int i = 0; i < aggregates.size(); i++) {
            if (taken.contains(i)) {
                refused.add(aggregates.get(i));
                continue;
            }
            aggregates.get(i).saved(0, entries.get(i));
            Object id = java.util.Objects.requireNonNull(states.get(i).get("_id"), "_id");
            outbox.publish(collection, id, entries.get(i));
        }
        return refused;
    }

    /** Inserts what it can; which could not be, on a unique key. */
    private static Set<Integer> taken(MongoCollection<Document> documents, List<Document> states) {
        try {
            documents.insertMany(states, new InsertManyOptions().ordered(false));
            return Set.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(
                                    error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
            return e.getWriteErrors().stream()
                    .map(BulkWriteError::getIndex)
                    .collect(Collectors.toSet());
        }
    }

    private static Document asNew(Document state, List<OutboxEntry> entries) {
        state.put(VERSION, 0L);
        if (!entries.isEmpty()) {
            state.put(OUTBOX, documents(entries));
        }
        return state;
    }

    private long insert(Document state, List<OutboxEntry> entries) {
        Document document = asNew(state, entries);
        mongo.execute(collection, documents -> documents.insertOne(document));
        return 0;
    }

    private long update(Object id, long from, Document state, List<OutboxEntry> entries) {
        state.remove("_id");
        state.put(VERSION, from + 1);
        Document update = new Document("$set", state);
        Document absent = absentFields(state);
        if (!absent.isEmpty()) {
            update.put("$unset", absent);
        }
        if (!entries.isEmpty()) {
            update.put("$push", new Document(OUTBOX, new Document("$each", documents(entries))));
        }
        @Nullable UpdateResult result =
                mongo.execute(
                        collection,
                        documents ->
                                documents.updateOne(
                                        new Document("_id", id).append(VERSION, from), update));
        if (result == null || result.getMatchedCount() == 0) {
            throw new OptimisticLockingFailureException(
                    "%s %s changed since version %d".formatted(collection, id, from));
        }
        return from + 1;
    }

    private Document absentFields(Document state) {
        MongoPersistentEntity<?> entity =
                (MongoPersistentEntity<?>)
                        mongo.getConverter().getMappingContext().getRequiredPersistentEntity(type);
        Document absent = new Document();
        for (MongoPersistentProperty property : entity) {
            String field = property.getFieldName();
            if (!property.isIdProperty() && !field.equals(OUTBOX) && !state.containsKey(field)) {
                absent.put(field, "");
            }
        }
        return absent;
    }

    private static List<Document> documents(List<OutboxEntry> entries) {
        return entries.stream()
                .map(
                        entry ->
                                new Document("_id", entry.id())
                                        .append("topic", entry.topic())
                                        .append("at", Date.from(entry.at()))
                                        .append("json", entry.json()))
                .toList();
    }
}
