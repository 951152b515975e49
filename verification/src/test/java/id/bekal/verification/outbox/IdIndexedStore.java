package id.bekal.verification.outbox;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

import java.util.List;

/**
 * The embedded store in memory, with two differences that would otherwise count against Spring
 * Modulith and are no fault of its own. A query that names an {@code _id} beside other fields is
 * served from the index of {@code _id}, as MongoDB does, where the original scans the collection:
 * Modulith completes a publication by such a query. And a long answer comes in parts, where the
 * original sends all at once and exceeds the driver's 48 MB from about 48,000 publications.
 */
final class IdIndexedStore implements AutoCloseable {

    private final MongoServer server = new MongoServer(new Backend());
    private final int port;

    IdIndexedStore() {
        server.bind("127.0.0.1", 0);
        port = server.getLocalAddress().getPort();
    }

    String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Backend extends MemoryBackend {
        @Override
        public MemoryDatabase openOrCreateDatabase(String name) {
            return new Database(name, getCursorRegistry());
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            Document command = message.getDocument();
            if (command.containsKey("find") || command.containsKey("getMore")) {
                command.putIfAbsent("batchSize", 1000);
            }
            return super.handleMessage(message);
        }
    }

    private static final class Database extends MemoryDatabase {
        Database(String name, CursorRegistry cursors) {
            super(name, cursors);
        }

        @Override
        protected Index<Integer> openOrCreateUniqueIndex(
                String collection, String index, List<IndexKey> keys, boolean sparse) {
            return keys.size() == 1 && keys.getFirst().getKey().equals("_id")
                    ? new IdIndex(index, keys, sparse)
                    : super.openOrCreateUniqueIndex(collection, index, keys, sparse);
        }
    }

    private static final class IdIndex extends MemoryUniqueIndex {
        IdIndex(String name, List<IndexKey> keys, boolean sparse) {
            super(name, keys, sparse);
        }

        @Override
        public synchronized boolean canHandle(Document query) {
            return query.containsKey("_id") && super.canHandle(idOf(query));
        }

        @Override
        public synchronized Iterable<Integer> getPositions(Document query) {
            return super.getPositions(idOf(query));
        }

        private static Document idOf(Document query) {
            return new Document("_id", query.get("_id"));
        }
    }
}
