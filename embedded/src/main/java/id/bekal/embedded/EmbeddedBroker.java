package id.bekal.embedded;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** One Kafka broker and controller in this JVM, its log kept in a folder. */
public final class EmbeddedBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker on 127.0.0.1 and returns once it takes connections.
     *
     * @param folder where the log is kept; formatted if it is new
     * @param port for clients
     * @param controllerPort for the controller
     * @param overrides broker settings that win over the defaults here
     */
    public static EmbeddedBroker start(
            Path folder, int port, int controllerPort, Map<String, String> overrides) {
        Properties settings = new Properties();
        settings.putAll(
                Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                        "listeners",
                                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                        .formatted(port, controllerPort),
                        "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                        "controller.listener.names", "CONTROLLER",
                        "listener.security.protocol.map",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "log.dirs", folder.toString(),
                        "auto.create.topics.enable", "false"));
        settings.putAll(
                Map.of(
                        "offsets.topic.replication.factor", "1",
                        "offsets.topic.num.partitions", "4",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1",
                        "transaction.state.log.num.partitions", "1",
                        "share.coordinator.state.topic.replication.factor", "1",
                        "share.coordinator.state.topic.min.isr", "1",
                        "group.initial.rebalance.delay.ms", "0",
                        "log.cleaner.dedupe.buffer.size", "2097152",
                        // events are the system's history: kept for good unless an operator says
                        // otherwise
                        "log.retention.ms", "-1"));
        settings.putAll(
                Map.of(
                        "num.network.threads", "2",
                        "num.io.threads", "4",
                        "log.cleaner.threads", "1",
                        "log.segment.bytes", "67108864",
                        "log.index.size.max.bytes", "1048576"));
        settings.putAll(overrides);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve("meta.properties"))) {
                format(folder, settings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, port);
    }

    private static void format(Path folder, Properties settings) throws IOException {
        Path file = Files.createTempFile("bekal-broker", ".properties");
        try {
            try (var out = Files.newBufferedWriter(file)) {
                settings.store(out, null);
            }
            var said = new ByteArrayOutputStream();
            int code =
                    StorageTool.execute(
                            new String[] {
                                "format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
                            },
                            new PrintStream(said, true, StandardCharsets.UTF_8));
            if (code != 0) {
                throw new IllegalStateException(
                        "the broker's folder %s could not be formatted: %s"
                                .formatted(folder, said.toString(StandardCharsets.UTF_8)));
            }
        } finally {
            Files.delete(file);
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
