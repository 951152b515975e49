package id.bekal.platform.outbox;

import com.mongodb.client.model.FindOneAndUpdateOptions;

import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Lets one of many instances do a recurring piece of work. A lease saves effort, it protects
 * nothing: whatever is done under it must be harmless when two do it.
 */
public final class Leases {

    private final MongoOperations mongo;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();

    public Leases(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Takes or prolongs the lease; false while another instance holds it. */
    public boolean take(String name, Duration length) {
        Instant now = clock.instant();
        Document mineOrOver =
                new Document("_id", name)
                        .append(
                                "$or",
                                List.of(
                                        new Document("owner", owner),
                                        new Document(
                                                "until", new Document("$lt", Date.from(now)))));
        Document held =
                new Document(
                        "$set",
                        new Document("owner", owner).append("until", Date.from(now.plus(length))));
        try {
            return mongo.execute(
                            "leases",
                            leases ->
                                    leases.findOneAndUpdate(
                                            mineOrOver,
                                            held,
                                            new FindOneAndUpdateOptions()
                                                    .upsert(true)
                                                    .returnDocument(
                                                            com.mongodb.client.model.ReturnDocument
                                                                    .AFTER)))
                    != null;
        } catch (DuplicateKeyException heldByAnother) {
            return false;
        }
    }

    /** Forgets the lease of work that is no more, whoever holds it. */
    public void forget(String name) {
        mongo.execute("leases", leases -> leases.deleteOne(new Document("_id", name)));
    }
}
