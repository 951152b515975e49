import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;

import id.bekal.embedded.EmbeddedBroker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes the place of an official image where no registry can be reached: {@code mongo} serves the
 * embedded store on 27017, {@code kafka} the embedded broker with the settings that the official
 * image would read from KAFKA_*.
 */
class StandIn {

    private StandIn() {}

    public static void main(String[] arguments) throws Exception {
        AutoCloseable server = arguments[0].equals("mongo") ? mongo() : kafka();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    try {
                                        server.close();
                                    } catch (Exception e) {
                                        e.printStackTrace();
                                    }
                                }));
        // Testcontainers waits for the official broker's words
        System.out.println(
                "stand-in for %s is ready; Transitioning from RECOVERY to RUNNING"
                        .formatted(arguments[0]));
        Thread.currentThread().join();
    }

    private static AutoCloseable mongo() throws Exception {
        Path folder = Files.createDirectories(Path.of("/data/db"));
        MongoServer server = new MongoServer(new H2Backend(folder.resolve("store.h2").toString()));
        server.bind("0.0.0.0", 27017);
        return server::shutdownNow;
    }

    private static AutoCloseable kafka() {
        Map<String, String> settings =
                System.getenv().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("KAFKA_"))
                        .filter(entry -> !entry.getKey().equals("KAFKA_HEAP_OPTS"))
                        .collect(
                                Collectors.toMap(
                                        entry ->
                                                entry.getKey()
                                                        .substring(6)
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', '.'),
                                        Map.Entry::getValue));
        Path folder = Path.of(settings.getOrDefault("log.dirs", "/var/lib/kafka/data"));
        return EmbeddedBroker.start(folder, 9092, 9093, settings);
    }
}
