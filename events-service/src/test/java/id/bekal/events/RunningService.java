package id.bekal.events;

import static org.awaitility.Awaitility.await;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.ProgramPlanned;
import id.bekal.contracts.training.ProgramSummary;
import id.bekal.testing.Api;
import id.bekal.testing.ServiceTest;
import id.bekal.testing.TestServers;
import id.bekal.testing.TopicReader;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.test.context.TestPropertySource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The one running service that all integration tests share; each uses institutions of its own. */
@ServiceTest
@Import(RunningService.World.class)
@TestPropertySource(
        properties = {
            "bekal.webhooks.allow-http=true",
            // receivers of the tests are there, and nowhere else
            "bekal.webhooks.allow-private=127.0.0.1/32",
            "bekal.webhooks.look-every=100ms",
            "bekal.stream.patience=1s",
            "bekal.webhooks.most-undelivered=50"
        })
public abstract class RunningService {

    /** Time and names are the tests'. */
    @TestConfiguration(proxyBeanMethods = false)
    static class World {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }

        @Bean
        @Primary
        TestNames testNames() {
            return new TestNames();
        }
    }

    protected static final String TRAINING = "bekal.training.v1";

    protected final String kafka = TestServers.started().kafka();
    @LocalServerPort protected int port;
    @Autowired protected MongoOperations mongo;

    protected static InstitutionId newInstitution(String kind) {
        return new InstitutionId(kind + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    protected Api as(InstitutionId institution) {
        return Api.at(port).as(institution.value(), "BLK");
    }

    /** A program, and the institutions that hear of it. */
    protected record TaughtProgram(
            ProgramId id, InstitutionId provider, InstitutionId custodian, InstitutionId region) {

        static TaughtProgram some() {
            return new TaughtProgram(
                    new ProgramId(UUID.randomUUID().toString()),
                    newInstitution("blk"),
                    newInstitution("lapas"),
                    newInstitution("kanwil"));
        }

        public EventEnvelope says(long sequence, DomainEvent event) {
            return event(
                    "/training-service", id.value(), sequence, event, provider, custodian, region);
        }

        public EventEnvelope planned() {
            return says(
                    1,
                    new ProgramPlanned(
                            new ProgramSummary(
                                    id,
                                    new AgreementId("pks-1"),
                                    provider,
                                    custodian,
                                    new CurriculumId("las-1"),
                                    1,
                                    "WELDING",
                                    LocalDate.of(2026, 11, 2),
                                    LocalDate.of(2026, 11, 27),
                                    20)));
        }

        public EventEnvelope enrolled(long sequence, String learner) {
            return says(
                    sequence,
                    new LearnerEnrolled(
                            id, new id.bekal.contracts.LearnerId(learner), (int) sequence - 1));
        }
    }

    protected static EventEnvelope event(
            String source,
            String subject,
            long sequence,
            DomainEvent event,
            InstitutionId... audience) {
        return EventEnvelope.of(
                UUID.randomUUID().toString(),
                source,
                subject,
                Instant.parse("2026-11-30T01:00:00Z"),
                sequence,
                Arrays.stream(audience).collect(Collectors.toSet()),
                null,
                event);
    }

    protected void put(EventEnvelope... events) {
        for (EventEnvelope event : events) {
            TopicReader.put(kafka, TRAINING, event);
        }
    }

    /** A planned program whose feeds are up to so many enrolments. */
    protected TaughtProgram programWith(int enrolments) {
        TaughtProgram program = TaughtProgram.some();
        put(program.planned());
        for (int i = 0; i < enrolments; i++) {
            put(program.enrolled(2 + i, "learner-" + i));
        }
        awaitHead(program.provider(), 1 + enrolments);
        awaitHead(program.custodian(), 1 + enrolments);
        awaitHead(program.region(), 1);
        return program;
    }

    protected void awaitHead(InstitutionId feed, long number) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> page(feed, "?limit=1").path("head").asLong() >= number);
    }

    protected JsonNode page(InstitutionId feed, String query) {
        return as(feed).get("/api/events" + query).expect(200).json();
    }

    protected List<Long> numbers(JsonNode page) {
        List<Long> numbers = new ArrayList<>();
        page.path("events").forEach(event -> numbers.add(event.path("number").asLong()));
        return numbers;
    }

    /** (number, id) of all that is in a feed. */
    protected List<String> all(InstitutionId feed) {
        List<String> found = new ArrayList<>();
        page(feed, "?limit=1000")
                .path("events")
                .forEach(
                        event ->
                                found.add(
                                        event.path("number").asLong()
                                                + " "
                                                + event.path("id").asString()));
        return found;
    }
}
