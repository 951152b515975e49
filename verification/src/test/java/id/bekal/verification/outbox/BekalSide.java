package id.bekal.verification.outbox;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.ProgramOpened;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Leases;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.outbox.OutboxRelay;
import id.bekal.platform.outbox.OutboxSweeper;
import id.bekal.platform.store.StoreConfiguration;
import id.bekal.platform.tracing.TraceContext;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.bson.Document;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Bekal's outbox, wired as the services' auto-configuration does, without web and tracing. */
final class BekalSide extends SpringSide {

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @Import({Connections.StoreAndBroker.class, StoreConfiguration.class})
    static class Wiring {

        @Bean
        OutboxRelay outboxRelay(
                ProducerFactory<String, byte[]> producers,
                MongoOperations mongo,
                @Value("${bekal.outbox.capacity}") int capacity) {
            return new OutboxRelay(producers, mongo, new SimpleMeterRegistry(), capacity);
        }

        @Bean
        Outbox outbox(OutboxRelay relay) {
            return new Outbox(
                    "benchmark",
                    Clock.systemUTC(),
                    new TraceContext(Tracer.NOOP, Propagator.NOOP),
                    relay);
        }

        @Bean
        Leases leases(MongoOperations mongo) {
            return new Leases(mongo, Clock.systemUTC());
        }

        @Bean
        OutboxSweeper outboxSweeper(
                Outbox outbox,
                OutboxRelay relay,
                MongoOperations mongo,
                Leases leases,
                @Value("${bekal.outbox.sweep-after}") Duration after) {
            return new OutboxSweeper(outbox, relay, mongo, leases, Clock.systemUTC(), after);
        }

        @Bean
        Programs programs(MongoOperations mongo, Outbox outbox) {
            return new Programs(mongo, outbox);
        }
    }

    static final class Programs extends Aggregates<MeasuredProgram, ProgramId> {
        Programs(MongoOperations mongo, Outbox outbox) {
            super(MeasuredProgram.class, mongo, outbox);
        }
    }

    BekalSide(Connections connections) {
        super(connections, Wiring.class);
    }

    @Override
    Map<String, Object> settings(boolean backlog) {
        // the scheduled sweep must not begin while a backlog is being laid
        return backlog ? Map.of("bekal.outbox.sweep-after", "1h") : Map.of();
    }

    @Override
    public void execute(Commands commands) {
        Programs programs = bean(Programs.class);
        Callers.call(
                commands,
                (document, first) -> {
                    ProgramId id = new ProgramId(subject(document));
                    MeasuredProgram program =
                            programs.find(id).orElseGet(() -> new MeasuredProgram(id));
                    program.change();
                    programs.save(program);
                });
    }

    @Override
    public void leaveBehind(int events) {
        MongoTemplate mongo = bean(MongoTemplate.class);
        Date longAgo = Date.from(Instant.now().minus(Duration.ofHours(2)));
        List<Document> documents = new ArrayList<>();
        for (int document = 0; document < events; document++) {
            String subject = subject(document);
            var program = new MeasuredProgram(new ProgramId(subject));
            program.change();
            var state = new Document();
            mongo.getConverter().write(program, state);
            String id = UUID.randomUUID().toString();
            String json =
                    EventEnvelope.of(
                                    id,
                                    "/benchmark",
                                    subject,
                                    Workload.AT,
                                    1,
                                    Workload.AUDIENCE,
                                    null,
                                    (ProgramOpened) program.recorded().getFirst())
                            .toJson();
            state.append("version", 0L)
                    .append(
                            "outbox",
                            List.of(
                                    new Document("_id", id)
                                            .append("topic", Workload.TOPIC)
                                            .append("at", longAgo)
                                            .append("json", json)));
            documents.add(state);
            if (documents.size() == 1000 || document == events - 1) {
                mongo.getCollection("programs").insertMany(documents);
                documents.clear();
            }
        }
    }

    @Override
    public void drain() {
        bean(OutboxSweeper.class).sweep();
    }

    @Override
    public long pending() {
        return bean(MongoTemplate.class)
                .getCollection("programs")
                .countDocuments(new Document("outbox.0", new Document("$exists", true)));
    }
}
