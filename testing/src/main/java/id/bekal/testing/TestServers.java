package id.bekal.testing;

import com.sun.net.httpserver.HttpServer;

import id.bekal.embedded.EmbeddedBroker;
import id.bekal.embedded.EmbeddedStore;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Broker, store and token keys for the tests of one JVM, started on first use: those named by
 * {@code BEKAL_TEST_KAFKA} and {@code BEKAL_TEST_MONGODB_URI}, else with {@code -Pcontainers} those
 * of {@link ContainerServers}, else the embedded ones.
 */
public final class TestServers {

    /** {@code ./mvnw verify -Pcontainers} demands MongoDB and Kafka from Docker's engine. */
    private static final boolean CONTAINERS = Boolean.getBoolean("bekal.test.containers");

    private static final int FIRST_PORT = 20_000;
    private static final int FIRST_CONNECTIONS_PORT = 32_768;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static @Nullable TestServers instance;

    private final String kafka;
    private final String mongodb;
    private final String jwks;

    private TestServers(String kafka, String mongodb, String jwks) {
        this.kafka = kafka;
        this.mongodb = mongodb;
        this.jwks = jwks;
    }

    public static synchronized TestServers started() {
        if (instance == null) {
            instance = new TestServers(kafkaAddress(), mongodbUri(), jwksAddress());
        }
        return instance;
    }

    public String kafka() {
        return kafka;
    }

    public String mongodb() {
        return mongodb;
    }

    /** Where the keys of {@link TestTokens} are published. */
    public String jwks() {
        return jwks;
    }

    private static String kafkaAddress() {
        String given = System.getenv("BEKAL_TEST_KAFKA");
        if (given != null) {
            return given;
        }
        if (CONTAINERS) {
            return ContainerServers.kafka();
        }
        try {
            Path folder = Files.createTempDirectory("bekal-test-broker");
            EmbeddedBroker broker = EmbeddedBroker.start(folder, freePort(), freePort(), Map.of());
            return broker.address();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mongodbUri() {
        String given = System.getenv("BEKAL_TEST_MONGODB_URI");
        if (given != null) {
            return given;
        }
        return CONTAINERS ? ContainerServers.mongodb() : EmbeddedStore.inMemory(0).uri();
    }

    private static String jwksAddress() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            byte[] keys = TestTokens.publicKeys().getBytes(StandardCharsets.UTF_8);
            server.createContext(
                    "/jwks",
                    exchange -> {
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
                        exchange.close();
                    });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A port that was free a moment ago, below those that the system gives to connections (from
     * 32768 on): one of those may be taken until the server that it is for has started. None is
     * given twice.
     */
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_CONNECTIONS_PORT);
            try (var socket = new ServerSocket(port)) {
                if (GIVEN.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (BindException taken) {
                // another is tried
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
