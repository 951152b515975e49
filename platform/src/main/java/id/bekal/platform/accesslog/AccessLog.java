package id.bekal.platform.accesslog;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.keys.HashKey;
import id.bekal.platform.security.Caller;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every reading of a named learner, stored before the answer leaves: a reading that cannot be
 * logged is not answered. Accesses are stored in numbered blocks, one block for all that ask at the
 * same moment. Each block's hash (keyed, so that who can write the store cannot forge it) covers
 * its number, the block before it and its accesses: a changed, removed or inserted one is found.
 * What is cut off at the end is found by comparing the head with one that was noted before; the log
 * names it every hour.
 */
public final class AccessLog {

    static final String COLLECTION = "access_log";

    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
    private static final Duration BETWEEN_NOTES = Duration.ofHours(1);

    /** The last block: its number and hash. */
    public record Head(long number, String hash) {
        static final Head NONE = new Head(0, "");
    }

    /**
     * What checking the chain found.
     *
     * @param brokenAt the first block that is not as it was written; null when all are
     */
    public record Verification(
            boolean intact, long blocks, long accesses, Head head, @Nullable Long brokenAt) {}

    /** The accesses asked for, also of blocks behind a broken one, and what the chain is worth. */
    public record Answer(List<Access> accesses, Verification chain) {}

    private static final class Pending {
        private final Access access;
        private boolean stored;

        Pending(Access access) {
            this.access = access;
        }
    }

    private final MongoOperations mongo;
    private final HashKey key;
    private final JsonMapper json;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Head head;
    private Instant noted = Instant.MIN;

    public AccessLog(MongoOperations mongo, HashKey key, JsonMapper json, Clock clock) {
        this.mongo = mongo;
        this.key = key;
        this.json = json;
        this.clock = clock;
    }

    /** Returns once the access is stored; nothing is stored for nobody. */
    public void record(Caller caller, Action action, Collection<LearnerId> learners) {
        record(caller, action, learners, null);
    }

    /**
     * @param reason the caller's own words
     */
    public void record(
            Caller caller, Action action, Collection<LearnerId> learners, @Nullable String reason) {
        if (learners.isEmpty()) {
            return;
        }
        Pending mine =
                new Pending(
                        new Access(
                                clock.instant(),
                                caller.subject(),
                                caller.institution(),
                                action,
                                List.copyOf(learners),
                                reason));
        waiting.add(mine);
        writing.lock();
        try {
            if (!mine.stored) { // else who held the lock before stored it
                store(taken());
            }
        } finally {
            writing.unlock();
        }
        if (!mine.stored) {
            throw new IllegalStateException("the access could not be logged");
        }
    }

    private List<Pending> taken() {
        List<Pending> taken = new ArrayList<>();
        for (Pending next = waiting.poll(); next != null; next = waiting.poll()) {
            taken.add(next);
        }
        return taken;
    }

    private void store(List<Pending> block) {
        String accesses =
                block.stream()
                        .map(pending -> json.writeValueAsString(pending.access))
                        .collect(Collectors.joining("\n"));
        while (true) {
            Head last = head == null ? lastStored() : head;
            long number = last.number() + 1;
            String hash = hash(number, last.hash(), accesses);
            try {
                mongo.getCollection(COLLECTION)
                        .insertOne(
                                new Document("_id", number)
                                        .append("accesses", accesses)
                                        .append("hash", hash));
            } catch (RuntimeException e) {
                head = null; // another instance wrote, or nobody knows: asked anew
                if (isDuplicate(e)) {
                    continue;
                }
                throw e;
            }
            head = new Head(number, hash);
            block.forEach(pending -> pending.stored = true);
            note(head);
            return;
        }
    }

    private static boolean isDuplicate(RuntimeException e) {
        return e instanceof DuplicateKeyException
                || e instanceof com.mongodb.MongoWriteException write
                        && write.getError().getCategory()
                                == com.mongodb.ErrorCategory.DUPLICATE_KEY;
    }

    private void note(Head current) {
        Instant now = clock.instant();
        if (now.isAfter(noted.plus(BETWEEN_NOTES))) {
            log.info("access log: block {} has hash {}", current.number(), current.hash());
            noted = now;
        }
    }

    private Head lastStored() {
        Document last =
                mongo.getCollection(COLLECTION).find().sort(new Document("_id", -1)).first();
        return last == null ? Head.NONE : new Head(numberOf(last), last.getString("hash"));
    }

    private static long numberOf(Document block) {
        return block.get("_id", Number.class).longValue();
    }

    private String hash(long number, String before, String accesses) {
        String covered = number + "\n" + before + "\n" + accesses;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.hash(covered.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Who read a learner's data from the one moment up to, not including, the other; told by the
     * same pass that checks the whole chain, as the one is worth nothing without the other.
     */
    public Answer of(LearnerId learner, Instant from, Instant until) {
        List<Access> found = new ArrayList<>();
        Verification chain =
                walk(
                        accesses ->
                                accessesIn(accesses)
                                        .filter(access -> access.learners().contains(learner))
                                        .filter(access -> !access.at().isBefore(from))
                                        .filter(access -> access.at().isBefore(until))
                                        .forEach(found::add));
        return new Answer(found, chain);
    }

    /** Checks the whole chain, from the first block on. */
    public Verification verify() {
        return walk(accesses -> {});
    }

    private Verification walk(Consumer<String> block) {
        Head last = Head.NONE;
        long accesses = 0;
        @Nullable Long brokenAt = null;
        try (var blocks =
                mongo.getCollection(COLLECTION).find().sort(new Document("_id", 1)).iterator()) {
            while (blocks.hasNext()) {
                Document stored = blocks.next();
                String written = stored.getString("accesses");
                block.accept(written);
                long number = numberOf(stored);
                String hash = hash(last.number() + 1, last.hash(), written);
                if (brokenAt == null
                        && (number != last.number() + 1
                                || !hash.equals(stored.getString("hash")))) {
                    brokenAt = number;
                }
                if (brokenAt == null) {
                    last = new Head(number, hash);
                    accesses += written.lines().count();
                }
            }
        }
        return new Verification(brokenAt == null, last.number(), accesses, last, brokenAt);
    }

    private Stream<Access> accessesIn(String block) {
        return block.lines().map(text -> json.readValue(text, Access.class));
    }
}
