package id.bekal.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;

import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** Documents that are found by the index that leaves the fewest of them to look at. */
final class IndexedCollection extends H2Collection {

    IndexedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> about,
            CursorRegistry cursors) {
        super(database, name, options, documents, about, cursors);
    }

    /** Nobody asks how much there is, and to know it every document is encoded once more. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    // counting comes here without the lock that everything else holds
    @Override
    protected synchronized QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document fields) {
        Document order = orderBy == null ? new Document() : orderBy;
        Optional<OrderedIndex.Lookup> best = best(query, order);
        return best.isEmpty()
                ? super.queryDocuments(query, orderBy, skip, limit, batchSize, fields)
                : matchDocumentsFromStream(
                        best.get().positions().map(this::getDocument),
                        query,
                        best.get().inOrder() ? null : orderBy,
                        skip,
                        limit,
                        batchSize,
                        fields);
    }

    private Optional<OrderedIndex.Lookup> best(Document query, Document order) {
        Document conditions = conditions(query);
        return getIndexes().stream()
                .map(index -> lookup(index, conditions, order))
                .filter(Objects::nonNull)
                .max(Comparator.comparingInt(OrderedIndex.Lookup::worth));
    }

    private static OrderedIndex.@Nullable Lookup lookup(
            Index<Object> index, Document conditions, Document order) {
        return ((OrderedIndex) index).lookup(conditions, order);
    }

    /** What each field must meet; of several conditions on a field one will do to look it up. */
    private static Document conditions(Document query) {
        Document all = new Document();
        query.forEach(
                (field, condition) -> {
                    if (field.equals("$and")) {
                        for (Object part : (Iterable<?>) condition) {
                            conditions((Document) part).forEach(all::putIfAbsent);
                        }
                    } else {
                        all.put(field, condition);
                    }
                });
        return all;
    }
}
