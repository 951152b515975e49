package id.bekal.agreements.agreement;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Repository
public class Agreements extends Aggregates<Agreement, AgreementId> {

    Agreements(MongoOperations mongo, Outbox outbox) {
        super(Agreement.class, mongo, outbox);
        mongo.indexOps(type).createIndex(new Index("audience", Sort.Direction.ASC));
        mongo.indexOps(type).createIndex(new Index("due", Sort.Direction.ASC).sparse());
        mongo.indexOps(type).createIndex(new Index("relieves", Sort.Direction.ASC).sparse());
        mongo.indexOps(type)
                .createIndex(new Index("openRenewalOf", Sort.Direction.ASC).unique().sparse());
        mongo.indexOps(type)
                .createIndex(new Index("parties.original.file", Sort.Direction.ASC).sparse());
    }

    /** Those an institution may see, filtered. */
    public Page<Agreement> list(InstitutionId viewer, AgreementFilter filter, PageRequest page) {
        List<Criteria> criteria = new ArrayList<>();
        criteria.add(Criteria.where("audience").is(viewer.value()));
        criteria.addAll(filter.criteria());
        return page.find(mongo, criteria, type, agreement -> agreement.id().value());
    }

    /** The renewal of an agreement, open or in force; not one that was withdrawn. */
    public Optional<Agreement> renewalOf(AgreementId agreement) {
        return Optional.ofNullable(
                mongo.findOne(
                        Query.query(Criteria.where("openRenewalOf").is(agreement.value())), type));
    }

    /** Those that have something to do by a day, the ones that wait to begin first. */
    List<AgreementId> dueBy(LocalDate day) {
        List<AgreementId> due =
                new ArrayList<>(
                        ids(
                                Criteria.where("due")
                                        .lte(day)
                                        .and("state")
                                        .is(AgreementState.SIGNING.name())));
        due.addAll(
                ids(Criteria.where("due").lte(day).and("state").ne(AgreementState.SIGNING.name())));
        return due;
    }

    /** Those in force whose predecessor does not know yet. */
    List<AgreementId> relieving() {
        return ids(Criteria.where("relieves").exists(true));
    }

    /** Whether a file is some party's original. */
    boolean keepFile(String file) {
        return mongo.exists(Query.query(Criteria.where("parties.original.file").is(file)), type);
    }

    private List<AgreementId> ids(Criteria criteria) {
        Query query = Query.query(criteria);
        query.fields().include("_id");
        return mongo.find(query, org.bson.Document.class, mongo.getCollectionName(type)).stream()
                .map(document -> new AgreementId(document.getString("_id")))
                .toList();
    }
}
