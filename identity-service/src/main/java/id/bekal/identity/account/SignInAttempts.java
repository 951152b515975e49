package id.bekal.identity.account;

import com.mongodb.client.model.IndexOptions;

import id.bekal.identity.IdentitySettings;

import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/**
 * Counts failures in a row for each address, whether it has an account or not, so that an unknown
 * one is locked just as a known one. An attempt is counted before it is judged and taken back when
 * it was right: however many are made at once, and at however many instances, no more than the
 * allowed number are judged.
 */
@Component
class SignInAttempts {

    private static final String COLLECTION = "sign_in_attempts";
    private static final String FAILURES = "failures";
    private static final String UNTIL = "until";

    private final MongoOperations mongo;
    private final Clock clock;
    private final IdentitySettings.SignIn settings;

    SignInAttempts(MongoOperations mongo, Clock clock, IdentitySettings settings) {
        this.mongo = mongo;
        this.clock = clock;
        this.settings = settings.signIn();
        mongo.execute(
                COLLECTION,
                attempts ->
                        attempts.createIndex(
                                new Document(UNTIL, 1),
                                new IndexOptions().expireAfter(1L, TimeUnit.HOURS)));
    }

    /** Counts an attempt, if one more is allowed. */
    boolean begin(String address) {
        Instant now = clock.instant();
        Document lock = new Document(UNTIL, Date.from(now.plus(settings.lockedFor())));
        while (true) {
            if (updated(
                    running(address, now)
                            .append(FAILURES, new Document("$lt", settings.attempts())),
                    new Document("$inc", new Document(FAILURES, 1)).append("$set", lock))) {
                return true;
            }
            if (isLocked(address)) {
                return false;
            }
            Document first = new Document(lock).append(FAILURES, 1);
            if (updated(
                    new Document("_id", address)
                            .append(UNTIL, new Document("$lte", Date.from(now))),
                    new Document("$set", first))) {
                return true;
            }
            try {
                mongo.insert(first.append("_id", address), COLLECTION);
                return true;
            } catch (DuplicateKeyException begunMeanwhile) {
                // look at what is there now
            }
        }
    }

    /** It was right, but more is asked for: takes back that attempt alone. */
    void takeBack(String address) {
        updated(
                running(address, clock.instant()).append(FAILURES, new Document("$gt", 0)),
                new Document("$inc", new Document(FAILURES, -1)));
    }

    /** All was right, or an administrator says so: starts over. */
    void forget(String address) {
        mongo.execute(COLLECTION, attempts -> attempts.deleteOne(new Document("_id", address)));
    }

    boolean isLocked(String address) {
        Document filter =
                running(address, clock.instant())
                        .append(FAILURES, new Document("$gte", settings.attempts()));
        return mongo.execute(COLLECTION, attempts -> attempts.find(filter).first()) != null;
    }

    private static Document running(String address, Instant now) {
        return new Document("_id", address).append(UNTIL, new Document("$gt", Date.from(now)));
    }

    private boolean updated(Document filter, Document change) {
        var result = mongo.execute(COLLECTION, attempts -> attempts.updateOne(filter, change));
        return result != null && result.getMatchedCount() == 1;
    }
}
