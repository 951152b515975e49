package id.bekal.training.program;

import id.bekal.contracts.ProgramId;
import id.bekal.contracts.SessionId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.util.Comparator;
import java.util.List;

@Repository
public class TrainingSessions extends Aggregates<TrainingSession, SessionId> {

    TrainingSessions(MongoOperations mongo, Outbox outbox) {
        super(TrainingSession.class, mongo, outbox);
        mongo.execute("sessions", sessions -> sessions.createIndex(new Document("program", 1)));
    }

    /** A program's sessions by day. */
    public List<TrainingSession> of(ProgramId program) {
        return mongo.find(Query.query(Criteria.where("program").is(program.value())), type).stream()
                .sorted(
                        Comparator.comparing(TrainingSession::on)
                                .thenComparing(session -> session.id().value()))
                .toList();
    }
}
