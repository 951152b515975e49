package id.bekal.verification.outbox;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.ProgramOpened;
import id.bekal.platform.store.StoreConfiguration;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ProducerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * No outbox: a document inserted, then its event sent, or the event alone. A crash between the two
 * loses the event.
 */
final class BareSide extends SpringSide {

    @Configuration(proxyBeanMethods = false)
    @Import({Connections.StoreAndBroker.class, StoreConfiguration.class})
    static class Wiring {}

    /** Put in on purpose, to see that it is found. */
    enum Fault {
        NONE,
        LOSE_ONE,
        SEND_ONE_TWICE
    }

    private final boolean inserts;
    private final Fault fault;

    BareSide(Connections connections, boolean inserts) {
        this(connections, inserts, Fault.NONE);
    }

    BareSide(Connections connections, boolean inserts, Fault fault) {
        super(connections, Wiring.class);
        this.inserts = inserts;
        this.fault = fault;
    }

    @Override
    Map<String, Object> settings(boolean backlog) {
        return Map.of();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void execute(Commands commands) {
        MongoTemplate mongo = bean(MongoTemplate.class);
        var failures = new AtomicInteger();
        ProducerFactory<String, byte[]> producers = bean(ProducerFactory.class);
        // the factory's one producer: closing it leaves it open for the next run
        try (Producer<String, byte[]> producer = producers.createProducer()) {
            Callers.call(
                    commands,
                    (document, first) -> {
                        String subject = subject(document);
                        long sequence = first ? 1 : 2;
                        var summary = Workload.summary(subject, sequence);
                        if (inserts) {
                            var written = new Document();
                            mongo.getConverter().write(summary, written);
                            mongo.getCollection("programs")
                                    .insertOne(
                                            new Document("_id", subject + '.' + sequence)
                                                    .append("version", 0L)
                                                    .append("sequence", sequence)
                                                    .append("changes", (int) sequence)
                                                    .append("summary", written));
                        }
                        byte[] json =
                                EventEnvelope.of(
                                                UUID.randomUUID().toString(),
                                                "/benchmark",
                                                new ProgramId(subject).value(),
                                                Workload.AT,
                                                sequence,
                                                Workload.AUDIENCE,
                                                null,
                                                new ProgramOpened(summary))
                                        .toJson()
                                        .getBytes(StandardCharsets.UTF_8);
                        boolean faulty = fault != Fault.NONE && document == 7 && first;
                        int times = !faulty ? 1 : fault == Fault.LOSE_ONE ? 0 : 2;
                        for (int i = 0; i < times; i++) {
                            producer.send(
                                    new ProducerRecord<>(Workload.TOPIC, subject, json),
                                    (metadata, failure) -> {
                                        if (failure != null) {
                                            failures.incrementAndGet();
                                        }
                                    });
                        }
                    });
            producer.flush();
        }
        if (failures.get() > 0) {
            throw new IllegalStateException(failures + " sends failed");
        }
    }

    @Override
    public void leaveBehind(int events) {
        throw new UnsupportedOperationException("a bare loop leaves nothing that could be found");
    }

    @Override
    public void drain() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long pending() {
        return 0;
    }
}
