package id.bekal.events.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;

import id.bekal.contracts.WebhookId;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far each webhook is ({@code webhookProgress}), what failed to arrive ({@code
 * webhookDeliveries}) and the last attempts ({@code webhookAttempts}): plain documents, written by
 * who works on the webhook. Each write is harmless when another instance works on it by now.
 */
@Repository
class Deliveries {

    private static final String WORKER = "worker";

    private final MongoOperations mongo;
    private final int attemptsKept;

    Deliveries(MongoOperations mongo, WebhookSettings settings) {
        this.mongo = mongo;
        this.attemptsKept = settings.attemptsKept();
        undelivered().createIndex(ascending("webhook", "number"), new IndexOptions().unique(true));
        undelivered().createIndex(ascending("due"), new IndexOptions().sparse(true));
        attempts().createIndex(ascending("webhook", "sequence"));
    }

    private MongoCollection<Document> progress() {
        return mongo.getCollection("webhookProgress");
    }

    private MongoCollection<Document> undelivered() {
        return mongo.getCollection("webhookDeliveries");
    }

    private MongoCollection<Document> attempts() {
        return mongo.getCollection("webhookAttempts");
    }

    // ---- how far

    /** Where it is; where it begins if nothing was sent yet. */
    Progress progress(WebhookId webhook, long after) {
        Document found = progress().find(eq("_id", webhook.value())).first();
        return found == null ? Progress.from(after) : progress(found);
    }

    /** Those of them with which someone has begun. */
    Map<WebhookId, Progress> progress(Collection<WebhookId> webhooks) {
        Map<WebhookId, Progress> all = new HashMap<>();
        progress()
                .find(in("_id", webhooks.stream().map(WebhookId::value).toList()))
                .forEach(found -> all.put(new WebhookId(found.getString("_id")), progress(found)));
        return all;
    }

    private static Progress progress(Document found) {
        Document replay = found.get("replay", Document.class);
        Document missed = found.get("missed", Document.class);
        return new Progress(
                found.getLong("read"),
                instant(found, "lastSuccess"),
                instant(found, "lastFailure"),
                found.getString("lastFailureWas"),
                instant(found, "failingSince"),
                instant(found, "pausedUntil"),
                found.getInteger("restarts", 0),
                instant(found, "quietUntil"),
                replay == null
                        ? null
                        : new Replay(
                                replay.getString("id"),
                                replay.getLong("read"),
                                replay.getLong("to")),
                missed == null
                        ? null
                        : new Missed(
                                missed.getLong("first"),
                                missed.getLong("last"),
                                missed.getLong("count")));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    /** From now on only this worker's notes count. */
    void claim(WebhookId webhook, long after, String worker) {
        progress()
                .updateOne(
                        eq("_id", webhook.value()),
                        Updates.combine(
                                Updates.set(WORKER, worker),
                                Updates.unset("quietUntil"),
                                Updates.setOnInsert("read", after)),
                        new UpdateOptions().upsert(true));
    }

    /**
     * Notes how far it is; never back.
     *
     * @return false when another has claimed it since
     */
    boolean note(WebhookId webhook, String worker, Progress now) {
        List<Bson> changes =
                new ArrayList<>(
                        List.of(
                                Updates.max("read", now.read()),
                                Updates.set("lastSuccess", date(now.lastSuccess())),
                                Updates.set("lastFailure", date(now.lastFailure())),
                                Updates.set("lastFailureWas", now.lastFailureWas()),
                                Updates.set("failingSince", date(now.failingSince())),
                                Updates.set("pausedUntil", date(now.pausedUntil())),
                                Updates.set("restarts", now.restarts())));
        Missed missed = now.missed();
        if (missed != null) {
            changes.add(
                    Updates.set(
                            "missed",
                            new Document("first", missed.first())
                                    .append("last", missed.last())
                                    .append("count", missed.count())));
        }
        return progress()
                        .updateOne(
                                and(eq("_id", webhook.value()), eq(WORKER, worker)),
                                Updates.combine(changes))
                        .getMatchedCount()
                == 1;
    }

    /** There is nothing to do before then; null: as soon as there is something new. */
    void rest(WebhookId webhook, String worker, @Nullable Instant quietUntil) {
        progress()
                .updateOne(
                        and(eq("_id", webhook.value()), eq(WORKER, worker)),
                        Updates.set("quietUntil", date(quietUntil)));
    }

    /**
     * @return false while another part is sent again
     */
    boolean begin(WebhookId webhook, long after, Replay replay) {
        progress()
                .updateOne(
                        eq("_id", webhook.value()),
                        Updates.setOnInsert("read", after),
                        new UpdateOptions().upsert(true));
        return progress()
                        .updateOne(
                                and(eq("_id", webhook.value()), exists("replay", false)),
                                Updates.set(
                                        "replay",
                                        new Document("id", replay.id())
                                                .append("read", replay.read())
                                                .append("to", replay.to())))
                        .getMatchedCount()
                == 1;
    }

    /** Notes how far a part is sent again; at its end it is done. */
    void note(WebhookId webhook, Replay replay) {
        progress()
                .updateOne(
                        and(eq("_id", webhook.value()), eq("replay.id", replay.id())),
                        replay.read() >= replay.to()
                                ? Updates.unset("replay")
                                : Updates.max("replay.read", replay.read()));
    }

    // ---- what failed to arrive

    TreeMap<Long, Undelivered> undelivered(WebhookId webhook) {
        TreeMap<Long, Undelivered> all = new TreeMap<>();
        undelivered()
                .find(eq("webhook", webhook.value()))
                .sort(ascending("webhook", "number"))
                .forEach(
                        found ->
                                all.put(
                                        found.getLong("number"),
                                        new Undelivered(
                                                found.getLong("number"),
                                                found.getInteger("attempts"),
                                                java.util.Objects.requireNonNull(
                                                        instant(found, "first")),
                                                instant(found, "due"))));
        return all;
    }

    /**
     * Notes that it failed once more.
     *
     * @param before what was known of it; null when it is the first time
     * @return false when somebody else changed it since
     */
    boolean put(WebhookId webhook, @Nullable Undelivered before, Undelivered now) {
        Bson key = and(eq("webhook", webhook.value()), eq("number", now.number()));
        if (before == null) {
            List<Bson> fields =
                    new ArrayList<>(
                            List.of(
                                    Updates.setOnInsert("attempts", now.attempts()),
                                    Updates.setOnInsert("first", date(now.first()))));
            if (now.due() != null) {
                fields.add(Updates.setOnInsert("due", date(now.due())));
            }
            return undelivered()
                            .updateOne(
                                    key, Updates.combine(fields), new UpdateOptions().upsert(true))
                            .getUpsertedId()
                    != null;
        }
        return undelivered()
                        .updateOne(
                                and(key, eq("attempts", before.attempts())),
                                Updates.combine(
                                        Updates.set("attempts", now.attempts()),
                                        Updates.set("first", date(now.first())),
                                        now.due() == null
                                                ? Updates.unset("due")
                                                : Updates.set("due", date(now.due()))))
                        .getMatchedCount()
                == 1;
    }

    /** All of it is tried again at once, from the first attempt on. */
    void makeDue(WebhookId webhook) {
        undelivered()
                .updateMany(
                        eq("webhook", webhook.value()),
                        Updates.combine(
                                Updates.set("due", new Date(0)), Updates.set("attempts", 0)));
    }

    void removeUpTo(WebhookId webhook, long number) {
        undelivered().deleteMany(and(eq("webhook", webhook.value()), lte("number", number)));
    }

    void remove(WebhookId webhook, Collection<Long> numbers) {
        if (!numbers.isEmpty()) {
            undelivered().deleteMany(and(eq("webhook", webhook.value()), in("number", numbers)));
        }
    }

    /** Webhooks of which something is to be tried again by now. */
    Set<WebhookId> due(Instant now) {
        Set<WebhookId> due = new HashSet<>();
        undelivered()
                .distinct("webhook", lte("due", Date.from(now)), String.class)
                .map(WebhookId::new)
                .into(due);
        return due;
    }

    /** Of all webhooks. */
    long countUndelivered() {
        return undelivered().estimatedDocumentCount();
    }

    // ---- attempts

    /** The number of the last attempt that is kept; 0 when there is none. */
    long lastSequence(WebhookId webhook) {
        Document last =
                attempts()
                        .find(eq("webhook", webhook.value()))
                        .sort(descending("sequence"))
                        .projection(new Document("sequence", 1))
                        .first();
        return last == null ? 0 : last.getLong("sequence");
    }

    /** Each takes the place of the one that is so many before it: more are never kept. */
    void keep(WebhookId webhook, List<Attempt> made) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Attempt attempt : made) {
            String place = webhook + "/" + attempt.sequence() % attemptsKept;
            Document document =
                    new Document("webhook", webhook.value())
                            .append("sequence", attempt.sequence())
                            .append("number", attempt.number())
                            .append("event", attempt.event())
                            .append("at", Date.from(attempt.at()))
                            .append("status", attempt.status())
                            .append(
                                    "failure",
                                    attempt.failure() == null ? null : attempt.failure().name())
                            .append("latencyMs", attempt.latencyMs())
                            .append("firstBytes", attempt.firstBytes());
            writes.add(
                    new ReplaceOneModel<>(
                            eq("_id", place), document, new ReplaceOptions().upsert(true)));
        }
        if (!writes.isEmpty()) {
            attempts().bulkWrite(writes);
        }
    }

    /** The last first. */
    List<Attempt> attempts(WebhookId webhook, Optional<Long> before, int limit) {
        Bson which = eq("webhook", webhook.value());
        return attempts()
                .find(before.map(number -> and(which, lt("sequence", number))).orElse(which))
                .sort(descending("sequence"))
                .limit(limit)
                .map(Deliveries::attempt)
                .into(new ArrayList<>());
    }

    private static Attempt attempt(Document found) {
        String failure = found.getString("failure");
        return new Attempt(
                found.getLong("sequence"),
                found.getLong("number"),
                found.getString("event"),
                found.getDate("at").toInstant(),
                found.getInteger("status"),
                failure == null ? null : Answer.Failure.valueOf(failure),
                found.getLong("latencyMs"),
                found.getString("firstBytes"));
    }

    // ---- of a webhook that is no more

    /** What it has left; that there was one, last. */
    void forget(WebhookId webhook) {
        undelivered().deleteMany(eq("webhook", webhook.value()));
        attempts().deleteMany(eq("webhook", webhook.value()));
        progress().deleteOne(eq("_id", webhook.value()));
    }

    /** All that something is known of. */
    List<WebhookId> all() {
        return progress()
                .find()
                .projection(new Document("_id", 1))
                .map(found -> new WebhookId(found.getString("_id")))
                .into(new ArrayList<>());
    }
}
