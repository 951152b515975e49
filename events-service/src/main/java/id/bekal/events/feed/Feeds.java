package id.bekal.events.feed;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;

import id.bekal.contracts.FeedEvent;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The feeds: {@code feedEntries} has each place, {@code feedHeads} how far each feed goes. Plain
 * documents: an entry is inserted and read by the hundred.
 */
@Component
public class Feeds {

    private static final String ENTRIES = "feedEntries";
    private static final String HEADS = "feedHeads";
    private static final int DUPLICATE_KEY = 11000;

    /** An event that waits for its number. */
    record Waiting(FeedEvent event, List<LearnerId> learners) {}

    private final MongoOperations mongo;
    private final Clock clock;

    Feeds(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        MongoCollection<Document> entries = entries();
        // the place, and who comes second to it
        entries.createIndex(ascending("feed", "number"), new IndexOptions().unique(true));
        // each event once
        entries.createIndex(ascending("feed", "event"), new IndexOptions().unique(true));
        entries.createIndex(ascending("learners"), new IndexOptions().sparse(true));
    }

    private MongoCollection<Document> entries() {
        return mongo.getCollection(ENTRIES);
    }

    private MongoCollection<Document> heads() {
        return mongo.getCollection(HEADS);
    }

    // ---- reading

    /** The last number of a feed; 0 while it is empty. */
    public long head(InstitutionId feed) {
        Document last =
                entries()
                        .find(eq("feed", feed.value()))
                        .sort(descending("number"))
                        .projection(new Document("number", 1))
                        .first();
        // what is old may be gone; the number goes on
        return Math.max(last == null ? 0 : last.getLong("number"), noted(feed, "head"));
    }

    /** The first number that can still be read; 1 unless some were dropped. */
    public long oldest(InstitutionId feed) {
        return Math.max(1, noted(feed, "oldest"));
    }

    private long noted(InstitutionId feed, String what) {
        Document head = heads().find(eq("_id", feed.value())).first();
        Long value = head == null ? null : head.getLong(what);
        return value == null ? 0 : value;
    }

    /** How far these feeds go, as their writers noted; those without an entry are left out. */
    public Map<InstitutionId, Long> heads(Collection<InstitutionId> feeds) {
        Map<InstitutionId, Long> found = new HashMap<>();
        heads().find(in("_id", feeds.stream().map(InstitutionId::value).toList()))
                .forEach(
                        head -> {
                            Long number = head.getLong("head");
                            if (number != null) {
                                found.put(new InstitutionId(head.getString("_id")), number);
                            }
                        });
        return found;
    }

    /**
     * What follows a number.
     *
     * @param types wire names; empty: all
     * @param limit at most so many entries
     */
    public List<FeedEntry> after(InstitutionId feed, long number, Set<String> types, int limit) {
        List<Bson> conditions =
                new ArrayList<>(List.of(eq("feed", feed.value()), gt("number", number)));
        if (!types.isEmpty()) {
            conditions.add(in("type", types));
        }
        return entries()
                .find(and(conditions))
                .sort(ascending("feed", "number"))
                .limit(limit)
                .map(Feeds::entry)
                .into(new ArrayList<>());
    }

    /** The same as a page: {@code next} passes by what the types leave out. */
    public FeedPage page(InstitutionId feed, long number, Set<String> types, int limit) {
        long head = head(feed); // before reading: nothing up to it is missed
        List<FeedEntry> found = after(feed, number, types, limit);
        long last = found.isEmpty() ? number : found.getLast().number();
        long next = found.size() == limit ? last : Math.max(last, head);
        return new FeedPage(found, Math.max(next, number), Math.max(head, last));
    }

    /** The number before the first entry that was appended at this time or later. */
    public long before(InstitutionId feed, Instant time) {
        Document first =
                entries()
                        .find(
                                and(
                                        eq("feed", feed.value()),
                                        new Document(
                                                "appended", new Document("$gte", Date.from(time)))))
                        .sort(ascending("feed", "number"))
                        .projection(new Document("number", 1))
                        .first();
        return first == null ? head(feed) : first.getLong("number") - 1;
    }

    private static FeedEntry entry(Document stored) {
        return new FeedEntry(
                stored.getLong("number"), stored.getString("type"), stored.getString("json"));
    }

    // ---- appending

    /**
     * Gives each event the next number, in order, unless the feed has it already.
     *
     * @return what was new
     */
    List<FeedEntry> append(InstitutionId feed, List<Waiting> events) {
        List<FeedEntry> appended = new ArrayList<>();
        List<Waiting> rest = events;
        long head = head(feed);
        while (!rest.isEmpty()) {
            List<FeedEntry> numbered = numbered(rest, head);
            int inserted = insert(feed, rest, numbered);
            appended.addAll(numbered.subList(0, inserted));
            rest = rest.subList(inserted, rest.size());
            if (!rest.isEmpty()) {
                if (has(feed, rest.getFirst().event().id())) {
                    rest = rest.subList(1, rest.size());
                }
                // or another instance took the number: in either case where the feed ends is news
                head = head(feed);
            } else {
                head += inserted;
            }
        }
        note(feed, head);
        return appended;
    }

    private static List<FeedEntry> numbered(List<Waiting> events, long head) {
        List<FeedEntry> numbered = new ArrayList<>(events.size());
        for (Waiting waiting : events) {
            FeedEvent event = waiting.event().at(++head);
            numbered.add(new FeedEntry(event.number(), event.type(), event.toJson()));
        }
        return numbered;
    }

    /** How many of them, from the first, are in now. */
    private int insert(InstitutionId feed, List<Waiting> events, List<FeedEntry> numbered) {
        Date now = Date.from(clock.instant());
        List<Document> documents = new ArrayList<>(numbered.size());
        for (int i = 0; i < numbered.size(); i++) {
            Waiting waiting = events.get(i);
            Document document =
                    new Document("feed", feed.value())
                            .append("number", numbered.get(i).number())
                            .append("event", waiting.event().id())
                            .append("type", numbered.get(i).type())
                            .append("appended", now)
                            .append("json", numbered.get(i).json());
            if (!waiting.learners().isEmpty()) {
                document.append(
                        "learners", waiting.learners().stream().map(LearnerId::value).toList());
            }
            documents.add(document);
        }
        try {
            entries().insertMany(documents, new InsertManyOptions().ordered(true));
            return documents.size();
        } catch (MongoBulkWriteException failed) {
            var first = failed.getWriteErrors().isEmpty() ? null : failed.getWriteErrors().get(0);
            if (first == null || first.getCode() != DUPLICATE_KEY) {
                throw failed;
            }
            return first.getIndex();
        }
    }

    private boolean has(InstitutionId feed, String event) {
        return entries().find(and(eq("feed", feed.value()), eq("event", event))).first() != null;
    }

    private void note(InstitutionId feed, long head) {
        heads().updateOne(
                        eq("_id", feed.value()),
                        Updates.max("head", head),
                        new UpdateOptions().upsert(true));
    }

    // ---- erasing and dropping

    /** Takes a learner out of the entries that name the learner; the same again changes nothing. */
    void erase(LearnerId learner) {
        List<WriteModel<Document>> changes = new ArrayList<>();
        entries()
                .find(eq("learners", learner.value()))
                .forEach(
                        entry ->
                                changes.add(
                                        new UpdateOneModel<>(
                                                eq("_id", entry.get("_id")),
                                                Updates.combine(
                                                        Updates.set(
                                                                "json",
                                                                without(
                                                                        learner,
                                                                        entry.getString("json"))),
                                                        Updates.pull(
                                                                "learners", learner.value())))));
        if (!changes.isEmpty()) {
            entries().bulkWrite(changes);
        }
    }

    static String without(LearnerId learner, String json) {
        FeedEvent event = FeedEvent.parse(json);
        if (event.data() instanceof ObjectNode data
                && data.get("seats") instanceof ArrayNode seats) {
            // others sat in that class
            seats.removeIf(seat -> learner.value().equals(seat.path("learner").asString()));
            return event.with(data).toJson();
        }
        String subject = event.subject().equals(learner.value()) ? "erased" : event.subject();
        return event.erased(subject).toJson();
    }

    /** Drops what was appended before this time, from the beginning of each feed. */
    void drop(Instant before) {
        List<String> feeds = new ArrayList<>();
        heads().find().map(head -> head.getString("_id")).forEach(feeds::add);
        feeds.stream().map(InstitutionId::new).forEach(feed -> drop(feed, before));
    }

    private void drop(InstitutionId feed, Instant before) {
        long keep = before(feed, before) + 1;
        if (keep <= oldest(feed)) {
            return;
        }
        // first said, then done: a reader is never given a feed with a hole
        heads().updateOne(
                        eq("_id", feed.value()),
                        Updates.combine(
                                Updates.max("oldest", keep), Updates.max("head", keep - 1)));
        entries().deleteMany(and(eq("feed", feed.value()), lt("number", keep)));
    }

    // ---- where each partition has been read up to

    private static final String POSITIONS = "feedPositions";

    /** The next offset of a partition; empty: nothing of it is here. */
    public Optional<Long> position(String partition) {
        @Nullable Document position =
                mongo.getCollection(POSITIONS).find(eq("_id", partition)).first();
        return Optional.ofNullable(position).map(found -> found.getLong("next"));
    }

    /** Notes the next offsets; a partition is never read again from an earlier one. */
    public void note(Map<String, Long> next) {
        List<WriteModel<Document>> changes = new ArrayList<>();
        next.forEach(
                (partition, offset) ->
                        changes.add(
                                new UpdateOneModel<>(
                                        eq("_id", partition),
                                        Updates.max("next", offset),
                                        new UpdateOptions().upsert(true))));
        if (!changes.isEmpty()) {
            mongo.getCollection(POSITIONS).bulkWrite(changes);
        }
    }
}
