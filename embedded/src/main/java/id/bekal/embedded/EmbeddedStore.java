package id.bekal.embedded;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A store that speaks MongoDB's wire protocol in this JVM. Its file is committed every second:
 * killing this process can lose the last second. No transactions, no change streams, unique indexes
 * only.
 */
public final class EmbeddedStore implements AutoCloseable {

    private final MongoServer server;
    private final InetSocketAddress address;

    private EmbeddedStore(MongoServer server, int port) {
        this.server = server;
        server.bind("127.0.0.1", port);
        this.address = server.getLocalAddress();
    }

    /** A store that forgets everything when it is closed; port 0 takes a free one. */
    public static EmbeddedStore inMemory(int port) {
        return new EmbeddedStore(new MongoServer(new MemoryBackend()), port);
    }

    /** A store that keeps its data in {@code file}. */
    public static EmbeddedStore inFile(Path file, int port) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EmbeddedStore(new MongoServer(new H2Backend(file.toString())), port);
    }

    /** Connection string without a database. */
    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
