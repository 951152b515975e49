package id.bekal.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

import org.h2.mvstore.MVStore;

import java.util.List;

/**
 * mongo-java-server's backend with the indexes that a service asks for. The original drops those
 * that are not unique, reads a whole collection for a query that names anything beside the keys of
 * an index, and serialises keys to compare them. Documents are kept as the original keeps them;
 * indexes are made from them when the store is opened.
 */
final class IndexedBackend extends H2Backend {

    private static final int PART = 1000;

    IndexedBackend(MVStore documents) {
        super(documents);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new Database(name);
    }

    /** A long answer comes in parts, as MongoDB's do: whole it may exceed what the driver takes. */
    @Override
    public Document handleMessage(MongoMessage message) {
        Document command = message.getDocument();
        if (command.containsKey("find") || command.containsKey("getMore")) {
            command.putIfAbsent("batchSize", PART);
        }
        return super.handleMessage(message);
    }

    // not static: the superclass's constructor opens collections before a field could be set
    private final class Database extends H2Database {

        private static final String DOCUMENTS = "databases.";
        private static final String ABOUT = "meta.";

        Database(String name) {
            super(name, getMvStore(), getCursorRegistry());
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new OrderedIndex(name, keys, sparse, true);
        }

        @Override
        protected Index<Object> openOrCreateSecondaryIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new OrderedIndex(name, keys, sparse, false);
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(
                String name, CollectionOptions options) {
            String full = getDatabaseName() + "." + name;
            return new IndexedCollection(
                    this,
                    name,
                    options,
                    getMvStore().openMap(DOCUMENTS + full),
                    getMvStore().openMap(ABOUT + full),
                    getCursorRegistry());
        }
    }
}
