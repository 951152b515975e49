package id.bekal.embedded;

import de.bwaldvogel.mongo.MongoServer;

import org.h2.mvstore.MVStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A store that speaks MongoDB's wire protocol in this JVM. Its file is committed every second:
 * killing this process can lose the last second. No transactions, no change streams; of a partial
 * index the condition is ignored, and nothing expires.
 */
public final class EmbeddedStore implements AutoCloseable {

    private final MongoServer server;
    private final InetSocketAddress address;

    private EmbeddedStore(MVStore documents, int port) {
        server = new MongoServer(new IndexedBackend(documents));
        server.bind("127.0.0.1", port);
        this.address = server.getLocalAddress();
    }

    /** A store that forgets everything when it is closed; port 0 takes a free one. */
    public static EmbeddedStore inMemory(int port) {
        return new EmbeddedStore(MVStore.open(null), port);
    }

    /** A store that keeps its data in {@code file}. */
    public static EmbeddedStore inFile(Path file, int port) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EmbeddedStore(MVStore.open(file.toString()), port);
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
