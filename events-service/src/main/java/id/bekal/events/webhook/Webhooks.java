package id.bekal.events.webhook;

import com.mongodb.client.model.IndexOptions;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.util.ArrayList;
import java.util.List;

@Repository
public class Webhooks extends Aggregates<Webhook, WebhookId> {

    /** One that is sent to. */
    record Active(WebhookId id, InstitutionId institution, long after, int restarts) {}

    Webhooks(MongoOperations mongo, Outbox outbox) {
        super(Webhook.class, mongo, outbox);
        mongo.execute(
                type,
                webhooks -> {
                    webhooks.createIndex(
                            new Document("institution", 1).append("place", 1),
                            new IndexOptions().unique(true));
                    return webhooks.createIndex(new Document("disabled.because", 1));
                });
    }

    /** In the order in which they were made, as far as none was deleted. */
    List<Webhook> of(InstitutionId institution) {
        return mongo.find(
                Query.query(Criteria.where("institution").is(institution.value()))
                        .with(org.springframework.data.domain.Sort.by("place")),
                type);
    }

    /** All that are not disabled. */
    List<Active> active() {
        List<Active> active = new ArrayList<>();
        mongo.getCollection("webhooks")
                .find(new Document("disabled.because", null))
                .projection(new Document("institution", 1).append("after", 1).append("restarts", 1))
                .map(
                        found ->
                                new Active(
                                        new WebhookId(found.getString("_id")),
                                        new InstitutionId(found.getString("institution")),
                                        found.getLong("after"),
                                        found.getInteger("restarts")))
                .into(active);
        return active;
    }

    List<WebhookId> all() {
        return mongo.getCollection("webhooks")
                .find()
                .projection(new Document("_id", 1))
                .map(found -> new WebhookId(found.getString("_id")))
                .into(new ArrayList<>());
    }

    void delete(Webhook webhook) {
        mongo.remove(Query.query(Criteria.where("_id").is(webhook.id().value())), type);
    }
}
