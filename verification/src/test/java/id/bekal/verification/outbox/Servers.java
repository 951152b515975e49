package id.bekal.verification.outbox;

import static id.bekal.testing.TestServers.freePort;

import id.bekal.embedded.EmbeddedBroker;
import id.bekal.embedded.EmbeddedStore;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Store and broker that all sides share: the embedded ones, or those that {@code
 * BEKAL_TEST_MONGODB_URI} and {@code BEKAL_TEST_KAFKA} name.
 */
record Servers(Connections connections, List<AutoCloseable> started) implements AutoCloseable {

    static Servers start() {
        try {
            List<AutoCloseable> started = new java.util.ArrayList<>();
            String mongodb = System.getenv("BEKAL_TEST_MONGODB_URI");
            if (mongodb == null) {
                EmbeddedStore store = EmbeddedStore.inMemory(0);
                started.add(store);
                mongodb = store.uri();
            }
            String brokers = System.getenv("BEKAL_TEST_KAFKA");
            if (brokers == null) {
                Path folder = Files.createTempDirectory("bekal-benchmark-broker");
                EmbeddedBroker broker =
                        EmbeddedBroker.start(folder, freePort(), freePort(), Map.of());
                started.add(broker);
                started.add(() -> delete(folder));
                brokers = broker.address();
            }
            createTopic(brokers);
            return new Servers(new Connections(mongodb, brokers), started);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void createTopic(String brokers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(
                                            Workload.TOPIC,
                                            Optional.of(Workload.PARTITIONS),
                                            Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        for (AutoCloseable server : started) {
            try {
                server.close();
            } catch (Exception e) {
                System.err.println(e);
            }
        }
    }
}
