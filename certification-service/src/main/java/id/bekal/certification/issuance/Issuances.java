package id.bekal.certification.issuance;

import com.mongodb.client.model.IndexOptions;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.util.List;

@Repository
public class Issuances extends Aggregates<Issuance, ProgramId> {

    Issuances(MongoOperations mongo, Outbox outbox) {
        super(Issuance.class, mongo, outbox);
        mongo.execute(
                type,
                issuances ->
                        issuances.createIndex(
                                new Document("provider", 1).append("state", 1),
                                new IndexOptions()));
    }

    /** An issuer's programs whose certificates do not all exist yet. */
    List<Issuance> unfinished(InstitutionId provider) {
        return mongo.find(
                Query.query(
                        Criteria.where("provider")
                                .is(provider)
                                .and("state")
                                .in(Issuance.State.WITHHELD, Issuance.State.ISSUING)),
                type);
    }
}
