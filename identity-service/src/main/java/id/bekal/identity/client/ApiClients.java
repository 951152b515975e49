package id.bekal.identity.client;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;

import java.util.List;

@Repository
public class ApiClients extends Aggregates<ApiClient, ClientId> {

    ApiClients(MongoOperations mongo, Outbox outbox) {
        super(ApiClient.class, mongo, outbox);
        mongo.execute(
                type,
                clients -> clients.createIndex(new Document("institution", 1).append("_id", 1)));
    }

    public Page<ApiClient> of(InstitutionId institution, PageRequest page) {
        return page.find(
                mongo,
                List.of(Criteria.where("institution").is(institution.value())),
                type,
                client -> client.id().value());
    }
}
