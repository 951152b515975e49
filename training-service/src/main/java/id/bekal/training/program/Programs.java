package id.bekal.training.program;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.util.ArrayList;
import java.util.List;

@Repository
public class Programs extends Aggregates<Program, ProgramId> {

    Programs(MongoOperations mongo, Outbox outbox) {
        super(Program.class, mongo, outbox);
        for (String field : List.of("agreement", "provider", "custodian", "enrolments.learner")) {
            mongo.execute("programs", programs -> programs.createIndex(new Document(field, 1)));
        }
    }

    /** Programs the institution delivers, hosts or oversees. */
    public Page<Program> seenBy(
            InstitutionId institution,
            @Nullable ProgramState state,
            @Nullable AgreementId agreement,
            PageRequest page) {
        List<Criteria> criteria = new ArrayList<>();
        String value = institution.value();
        criteria.add(
                new Criteria()
                        .orOperator(
                                Criteria.where("provider").is(value),
                                Criteria.where("custodian").is(value),
                                Criteria.where("certifier").is(value),
                                Criteria.where("overseers").is(value)));
        if (state != null) {
            criteria.add(Criteria.where("state").is(state.name()));
        }
        if (agreement != null) {
            criteria.add(Criteria.where("agreement").is(agreement.value()));
        }
        return page.find(mongo, criteria, type, program -> program.id().value());
    }

    List<Program> under(AgreementId agreement) {
        return mongo.find(Query.query(Criteria.where("agreement").is(agreement.value())), type);
    }

    /** Whether the learner has an open enrolment in a program that goes on. */
    public boolean seats(LearnerId learner) {
        return with(learner).stream()
                .filter(program -> !program.hasEnded())
                .flatMap(program -> program.enrolment(learner).stream())
                .anyMatch(enrolment -> enrolment.state().isOpen());
    }

    List<Program> with(LearnerId learner) {
        return mongo.find(
                Query.query(Criteria.where("enrolments.learner").is(learner.value())), type);
    }
}
