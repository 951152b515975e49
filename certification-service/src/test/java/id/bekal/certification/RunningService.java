package id.bekal.certification;

import static org.awaitility.Awaitility.await;

import id.bekal.certification.holder.HolderKeyFixture;
import id.bekal.certification.holder.HolderKeys;
import id.bekal.certification.holder.IssuingHolderKeys;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.agreements.InstitutionChanged;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.testing.Api;
import id.bekal.testing.ServiceTest;
import id.bekal.testing.TestServers;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoOperations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The one running service that all integration tests share; each uses institutions of its own. */
@ServiceTest
public abstract class RunningService {

    protected final String kafka = TestServers.started().kafka();
    @LocalServerPort protected int port;
    @Autowired protected MongoOperations mongo;
    @Autowired protected HolderKeys holderKeys;
    @Autowired protected IssuingHolderKeys issuingHolderKeys;

    protected static String newInstitution() {
        return "blk-" + UUID.randomUUID().toString().substring(0, 8);
    }

    protected Api as(String institution) {
        return Api.at(port).as(institution, "BLK");
    }

    /** One of an institution's people. */
    protected Api as(String institution, String role) {
        return Api.at(port).as(institution, "BLK", role);
    }

    protected static InstitutionSnapshot snapshot(
            String id, boolean inForce, InstitutionRole... roles) {
        return new InstitutionSnapshot(
                new InstitutionId(id),
                "BLK",
                Set.of(roles),
                null,
                "UPT BLK " + id,
                "Kota Madiun",
                null,
                null,
                inForce);
    }

    protected static EventEnvelope told(long sequence, InstitutionSnapshot snapshot) {
        return EventEnvelope.of(
                UUID.randomUUID().toString(),
                "/agreements-service",
                snapshot.id().value(),
                Instant.EPOCH,
                sequence,
                Set.of(snapshot.id()),
                null,
                sequence == 1
                        ? new InstitutionRegistered(snapshot)
                        : new InstitutionChanged(snapshot));
    }

    /** A training provider in force, known to the service. */
    protected String provider() {
        return issuer(InstitutionRole.TRAINING_PROVIDER);
    }

    protected String issuer(InstitutionRole... roles) {
        String id = newInstitution();
        tell(1, snapshot(id, true, roles));
        await().until(() -> as(id).get("/api/issuers/" + id).status() == 200);
        return id;
    }

    protected void tell(long sequence, InstitutionSnapshot snapshot) {
        TopicReader.put(kafka, "bekal.agreements.v1", told(sequence, snapshot));
    }

    /** All of its learners were enrolled, and training was told of their keys. */
    protected CompletedProgram enrolled(CompletedProgram program) {
        for (LearnerId learner : program.learners()) {
            issuingHolderKeys.on(new LearnerEnrolled(program.id(), learner, 1));
            program.sealedTo(learner, HolderKeyFixture.publicKeyOf(holderKeys, learner));
        }
        return program;
    }

    /** Puts it on the topic; its learners were enrolled before. */
    protected void complete(CompletedProgram program) {
        TopicReader.put(kafka, "bekal.training.v1", program.envelope());
    }

    /** Enrols its learners, puts it on the topic and waits for so many certificates. */
    protected List<Document> completed(CompletedProgram program, int certificates) {
        complete(enrolled(program));
        await().until(() -> certificatesOf(program).size() >= certificates);
        return certificatesOf(program);
    }

    protected List<Document> certificatesOf(CompletedProgram program) {
        return mongo.getCollection("certificates")
                .find(new Document("program", program.id().value()))
                .into(new ArrayList<>());
    }

    /** Does all at the same time; the results in their order, or the first failure. */
    protected static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(work.size())) {
            for (Future<T> done : pool.invokeAll(work)) {
                results.add(done.get());
            }
        }
        return results;
    }

    /** Events about a thing, each once, in order. */
    protected List<EventEnvelope> eventsOf(String subject) {
        return TopicReader.events(
                kafka, "bekal.certification.v1", envelope -> envelope.subject().equals(subject));
    }

    protected static CertificateId idOf(Document certificate) {
        return new CertificateId(certificate.getString("_id"));
    }
}
