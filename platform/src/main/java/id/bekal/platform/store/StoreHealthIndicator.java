package id.bekal.platform.store;

import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Whether the store answers a {@code ping}: Boot's own check asks {@code hello}, which the embedded
 * store does not know.
 */
public final class StoreHealthIndicator extends AbstractHealthIndicator {

    private final MongoOperations mongo;

    public StoreHealthIndicator(MongoOperations mongo) {
        super("the store does not answer");
        this.mongo = mongo;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        mongo.executeCommand(new Document("ping", 1));
        health.up();
    }
}
