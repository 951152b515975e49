package id.bekal.training.instructor;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;

import java.util.List;

@Repository
public class Instructors extends Aggregates<Instructor, InstructorId> {

    Instructors(MongoOperations mongo, Outbox outbox) {
        super(Instructor.class, mongo, outbox);
    }

    public Page<Instructor> of(InstitutionId provider, PageRequest page) {
        return page.find(
                mongo,
                List.of(Criteria.where("provider").is(provider.value())),
                type,
                instructor -> instructor.id().value());
    }
}
