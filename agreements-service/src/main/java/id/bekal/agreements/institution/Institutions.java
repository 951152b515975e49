package id.bekal.agreements.institution;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

@Repository
public class Institutions extends Aggregates<Institution, InstitutionId> {

    Institutions(MongoOperations mongo, Outbox outbox) {
        super(Institution.class, mongo, outbox);
        mongo.indexOps(type).createIndex(new Index("kind", Sort.Direction.ASC));
        mongo.indexOps(type).createIndex(new Index("due", Sort.Direction.ASC).sparse());
    }

    public Page<Institution> list(
            @Nullable String kind, @Nullable InstitutionRole role, PageRequest page) {
        List<Criteria> criteria = new ArrayList<>();
        if (kind != null) {
            criteria.add(Criteria.where("kind").is(kind));
        }
        if (role != null) {
            criteria.add(Criteria.where("roles").is(role.name()));
        }
        return page.find(mongo, criteria, type, institution -> institution.id().value());
    }

    /** Those of which something that was dated ahead holds by now. */
    List<Institution> dueBy(LocalDate day) {
        return mongo.find(Query.query(Criteria.where("due").lte(day)), type);
    }
}
