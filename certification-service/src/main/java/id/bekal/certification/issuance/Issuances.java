package id.bekal.certification.issuance;

import com.mongodb.client.model.IndexOptions;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@Repository
public class Issuances extends Aggregates<Issuance, ProgramId> {

    Issuances(MongoOperations mongo, Outbox outbox) {
        super(Issuance.class, mongo, outbox);
        index(new Document("provider", 1).append("state", 1));
        index(new Document("provider", 1).append("_id", 1));
        index(new Document("state", 1).append("_id", 1));
        index(new Document("state", 1).append("due", 1));
    }

    private void index(Document keys) {
        mongo.execute(type, issuances -> issuances.createIndex(keys, new IndexOptions()));
    }

    /**
     * An issuer's programs.
     *
     * @param state null for all
     */
    public Page<Issuance> of(
            InstitutionId provider, Issuance.@Nullable State state, PageRequest page) {
        List<Criteria> criteria = new ArrayList<>();
        criteria.add(Criteria.where("provider").is(provider));
        if (state != null) {
            criteria.add(Criteria.where("state").is(state));
        }
        return page.find(mongo, criteria, type, issuance -> issuance.id().value());
    }

    /**
     * Programs of any issuer in a state, in the order of ids.
     *
     * @param after the last one seen; null for the first
     */
    List<Issuance> in(Issuance.State state, @Nullable ProgramId after, int most) {
        Criteria criteria = Criteria.where("state").is(state);
        if (after != null) {
            criteria.and("_id").gt(after.value());
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(most), type);
    }

    /**
     * Scheduled programs of any issuer that are due, in the order of ids: those are random, so it
     * tells nothing of when each was completed.
     *
     * @param after the last one seen; null for the first
     */
    List<Issuance> due(Instant at, @Nullable ProgramId after, int most) {
        Criteria criteria = Criteria.where("state").is(Issuance.State.SCHEDULED).and("due").lte(at);
        if (after != null) {
            criteria.and("_id").gt(after.value());
        }
        return mongo.find(Query.query(criteria).with(Sort.by("_id")).limit(most), type);
    }

    /**
     * An issuer's programs whose certificates do not all exist yet, and wait for no approval and no
     * day.
     */
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
