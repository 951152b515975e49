package id.bekal.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import id.bekal.platform.tracing.TraceContext;
import id.bekal.testing.TestServers;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ProducerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class OutboxSweeperIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private final MongoClient client = MongoClients.create(TestServers.started().mongodb());
    private final MongoTemplate mongo =
            new MongoTemplate(client, "test_" + UUID.randomUUID().toString().replace("-", ""));
    private final Leases leases = new Leases(mongo, CLOCK);
    private OutboxRelay relay;

    @AfterEach
    void stop() {
        relay.stop();
        mongo.getDb().drop();
        client.close();
    }

    @Test
    void publishesAllThatWasLeftInOneSweep() {
        MockProducer<String, byte[]> broker = broker(true);
        OutboxSweeper sweeper = sweeper(broker, Duration.ofSeconds(30));
        leaveBehind(7000);
        sweeper.sweep();
        await().atMost(Duration.ofSeconds(60)).until(() -> pending() == 0);
        Set<String> keys = new HashSet<>();
        broker.history().forEach(record -> keys.add(record.key()));
        assertThat(keys).hasSize(7000);
        assertThat(broker.history()).hasSize(7000);
    }

    @Test
    void leavesInTheDocumentsWhatTheBrokerDoesNotTake() {
        MockProducer<String, byte[]> broker = broker(false);
        OutboxSweeper sweeper = sweeper(broker, Duration.ofMillis(300));
        leaveBehind(7000);
        sweeper.sweep();
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                relay.unacknowledged() >= 5000
                                        && broker.history().size() == relay.unacknowledged());
        int taken = relay.unacknowledged();
        assertThat(taken).isLessThan(7000);
        assertThat(pending()).isEqualTo(7000);
        acknowledgeAll(broker);
        await().atMost(Duration.ofSeconds(60)).until(() -> pending() == 7000 - taken);
        sweeper.sweep();
        await().atMost(Duration.ofSeconds(30)).until(() -> broker.history().size() == 7000);
        acknowledgeAll(broker);
        await().atMost(Duration.ofSeconds(60)).until(() -> pending() == 0);
    }

    @Test
    void leavesItToTheInstanceThatHoldsTheLease() {
        MockProducer<String, byte[]> broker = broker(true);
        OutboxSweeper sweeper = sweeper(broker, Duration.ofMillis(300));
        leaveBehind(1);
        assertThat(new Leases(mongo, CLOCK).take("outbox-sweep", Duration.ofMinutes(1))).isTrue();
        sweeper.sweep();
        assertThat(relay.unacknowledged()).isZero();
        assertThat(pending()).isEqualTo(1);
    }

    private static MockProducer<String, byte[]> broker(boolean acknowledges) {
        return new MockProducer<>(
                acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    }

    private static void acknowledgeAll(MockProducer<String, byte[]> broker) {
        boolean more = true;
        while (more) {
            more = broker.completeNext();
        }
    }

    private OutboxSweeper sweeper(MockProducer<String, byte[]> broker, Duration patience) {
        relay =
                new OutboxRelay(
                        new ProducerFactory<>() {
                            @Override
                            public Producer<String, byte[]> createProducer() {
                                return broker;
                            }

                            @Override
                            public Producer<String, byte[]> createNonTransactionalProducer() {
                                return broker;
                            }

                            @Override
                            public Map<String, Object> getConfigurationProperties() {
                                return Map.of("acks", "all", "enable.idempotence", "true");
                            }
                        },
                        mongo,
                        new SimpleMeterRegistry(),
                        50_000);
        relay.start();
        Outbox outbox =
                new Outbox("test", CLOCK, new TraceContext(Tracer.NOOP, Propagator.NOOP), relay);
        outbox.register("tallies");
        return new OutboxSweeper(
                outbox, relay, mongo, leases, CLOCK, Duration.ofSeconds(5), patience);
    }

    private void leaveBehind(int documents) {
        List<Document> left = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            left.add(
                    new Document("_id", "tally-" + i)
                            .append(
                                    "outbox",
                                    List.of(
                                            new Document("_id", "event-" + i)
                                                    .append("topic", "bekal.training.v1")
                                                    .append("at", new Date(0))
                                                    .append("json", "{}"))));
        }
        mongo.getCollection("tallies").insertMany(left);
    }

    private long pending() {
        return mongo.getCollection("tallies")
                .countDocuments(new Document("outbox.0", new Document("$exists", true)));
    }
}
