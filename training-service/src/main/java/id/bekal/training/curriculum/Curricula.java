package id.bekal.training.curriculum;

import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;

import java.util.List;

@Repository
public class Curricula extends Aggregates<Curriculum, CurriculumId> {

    Curricula(MongoOperations mongo, Outbox outbox) {
        super(Curriculum.class, mongo, outbox);
    }

    public Page<Curriculum> of(InstitutionId provider, PageRequest page) {
        return page.find(
                mongo,
                List.of(Criteria.where("provider").is(provider.value())),
                type,
                curriculum -> curriculum.id().value());
    }
}
