package id.bekal.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Ids of documents in the order of some of their fields, each ascending. It serves equality, {@code
 * $in} and ranges on its first fields, and the order of the next; what else a query asks is looked
 * for in the documents found. Its collection's lock guards it.
 */
final class OrderedIndex extends Index<Object> {

    /** Greater than every value: the end of all keys that begin alike. */
    private static final Object END = new Object();

    private static final Comparator<List<Object>> ORDER = OrderedIndex::compare;

    /**
     * Where a query's documents are.
     *
     * @param worth the greater, the fewer documents are looked at for the answer
     * @param inOrder they come as the query wants them ordered
     */
    record Lookup(Stream<Object> positions, int worth, boolean inOrder) {}

    private final boolean unique;
    private final NavigableMap<List<Object>, Set<Object>> positions = new TreeMap<>(ORDER);

    /** Some document has several values in a field: it is found at each of them. */
    private boolean multiple;

    OrderedIndex(String name, List<IndexKey> keys, boolean sparse, boolean unique) {
        super(name, keys, sparse);
        this.unique = unique;
    }

    private static int compare(List<Object> one, List<Object> other) {
        int both = Math.min(one.size(), other.size());
        for (int i = 0; i < both; i++) {
            Object a = one.get(i);
            Object b = other.get(i);
            int compared =
                    a == END || b == END
                            ? Boolean.compare(a == END, b == END)
                            : ValueComparator.ascWithoutListHandling().compare(a, b);
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    // ---- looking up

    /**
     * @param conditions by field
     * @return null if this index is of no help
     */
    @Nullable Lookup lookup(Document conditions, Document orderBy) {
        List<Object> equal = new ArrayList<>();
        for (String key : keys()) {
            Object condition = conditions.get(key);
            if (!isValue(condition)) {
                break;
            }
            equal.add(normalized(condition));
        }
        List<Object> in = List.of();
        Document range = new Document();
        if (equal.size() < keys().size()
                && conditions.get(keys().get(equal.size())) instanceof Document condition) {
            in = values(condition);
            range = in.isEmpty() ? range(condition) : range;
        }
        boolean found = !equal.isEmpty() || !in.isEmpty() || !range.isEmpty();
        int direction = direction(orderBy, equal.size());
        boolean ordered = direction != 0 && in.size() < 2 && !multiple;
        if (!found && (orderBy.isEmpty() || !ordered || isSparse())) {
            return null;
        }
        Stream<Object> ids =
                (in.isEmpty()
                                ? Stream.of(between(equal, range))
                                : in.stream().map(value -> startingWith(with(equal, value))))
                        .flatMap(part -> eachOf(direction < 0 ? part.descendingMap() : part))
                        .flatMap(Set::stream);
        int worth =
                4 * equal.size()
                        + (ordered && !orderBy.isEmpty() ? 2 : 0)
                        + (in.isEmpty() && range.isEmpty() ? 0 : 1);
        return new Lookup(multiple || in.size() > 1 ? ids.distinct() : ids, worth, ordered);
    }

    /** Not the map's own stream: that counts all there is of the part, and so reads it whole. */
    private static Stream<Set<Object>> eachOf(NavigableMap<List<Object>, Set<Object>> part) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(part.values().iterator(), Spliterator.ORDERED),
                false);
    }

    private static boolean isValue(@Nullable Object condition) {
        return condition != null
                && !(condition instanceof Collection)
                && !BsonRegularExpression.isRegularExpression(condition)
                && !(condition instanceof Document document
                        && document.keySet().stream().anyMatch(key -> key.startsWith("$")));
    }

    private static List<Object> values(Document condition) {
        if (condition.get("$in") instanceof Collection<?> in
                && in.stream().allMatch(OrderedIndex::isValue)) {
            return in.stream().map(OrderedIndex::normalized).distinct().toList();
        }
        return isValue(condition.get("$eq"))
                ? List.of(normalized(condition.get("$eq")))
                : List.of();
    }

    private Document range(Document condition) {
        Document range = new Document();
        for (String operator : List.of("$gt", "$gte", "$lt", "$lte")) {
            // of a document with several values one may be above and another below
            if (isValue(condition.get(operator)) && (range.isEmpty() || !multiple)) {
                range.put(operator, normalized(condition.get(operator)));
            }
        }
        return range;
    }

    private NavigableMap<List<Object>, Set<Object>> startingWith(List<Object> values) {
        return positions.subMap(values, true, with(values, END), true);
    }

    private NavigableMap<List<Object>, Set<Object>> between(List<Object> equal, Document range) {
        List<Object> from = equal;
        List<Object> until = with(equal, END);
        if (range.containsKey("$gt")) {
            from = with(with(equal, range.get("$gt")), END);
        } else if (range.containsKey("$gte")) {
            from = with(equal, range.get("$gte"));
        }
        if (range.containsKey("$lt")) {
            until = with(equal, range.get("$lt"));
        } else if (range.containsKey("$lte")) {
            until = with(with(equal, range.get("$lte")), END);
        }
        return ORDER.compare(from, until) < 0
                ? positions.subMap(from, true, until, !range.containsKey("$lt"))
                : new TreeMap<>(ORDER);
    }

    private static List<Object> with(List<Object> values, Object next) {
        List<Object> longer = new ArrayList<>(values);
        longer.add(next);
        return longer;
    }

    /** 1 if the fields behind the first are ordered like this, -1 if in reverse, else 0. */
    private int direction(Document orderBy, int equal) {
        List<String> fields = new ArrayList<>(orderBy.keySet());
        fields.removeAll(keys().subList(0, equal));
        List<String> next = keys().subList(equal, keys().size());
        if (fields.size() > next.size() || !next.subList(0, fields.size()).equals(fields)) {
            return 0;
        }
        List<Integer> directions =
                fields.stream()
                        .map(orderBy::get)
                        .map(Number.class::cast)
                        .map(Number::intValue)
                        .map(Integer::signum)
                        .distinct()
                        .toList();
        return directions.isEmpty() ? 1 : directions.size() == 1 ? directions.getFirst() : 0;
    }

    // ---- keeping

    private static Object normalized(@Nullable Object value) {
        return new KeyValue(value).normalized().get(0);
    }

    private Set<List<Object>> keysOf(Document document) {
        Set<List<Object>> all =
                getKeyValues(document).stream()
                        .map(key -> key.stream().collect(Collectors.toCollection(ArrayList::new)))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (all.isEmpty()) { // an empty list is found where nothing is
            all.add(
                    keys().stream()
                            .map(key -> Utils.getSubdocumentValueCollectionAware(document, key))
                            .map(value -> value instanceof Collection ? null : value)
                            .map(OrderedIndex::normalized)
                            .collect(Collectors.toCollection(ArrayList::new)));
        }
        if (isSparse()) {
            all.removeIf(key -> key.stream().allMatch(Objects::isNull));
        }
        return all;
    }

    private static Object positionOf(Document document) {
        return Objects.requireNonNull(document.get("_id"));
    }

    @Override
    public Object getPosition(Document document) {
        return positionOf(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        check(document, null, collection);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        check(after, positionOf(before), collection);
    }

    private void check(
            Document document, @Nullable Object own, MongoCollection<Object> collection) {
        if (!unique) {
            return;
        }
        for (List<Object> key : keysOf(document)) {
            Set<Object> there = positions.get(key);
            if (there != null && !there.equals(own == null ? Set.of() : Set.of(own))) {
                throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(key));
            }
        }
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        checkAdd(document, collection);
        put(keysOf(document), position);
    }

    private void put(Set<List<Object>> keys, Object position) {
        multiple |= keys.size() > 1;
        keys.forEach(
                key -> positions.computeIfAbsent(key, k -> new LinkedHashSet<>(1)).add(position));
    }

    @Override
    public Object remove(Document document) {
        keysOf(document).forEach(key -> remove(key, positionOf(document)));
        return positionOf(document);
    }

    private void remove(List<Object> key, Object position) {
        positions.computeIfPresent(
                key,
                (k, there) -> {
                    there.remove(position);
                    return there.isEmpty() ? null : there;
                });
    }

    @Override
    public void updateInPlace(
            Document before, Document after, Object position, MongoCollection<Object> collection) {
        Set<List<Object>> old = keysOf(before);
        Set<List<Object>> now = keysOf(after);
        if (!old.equals(now)) {
            old.forEach(key -> remove(key, position));
            put(now, position);
        }
    }

    // ---- what the server asks of any index

    /** Never: {@link IndexedCollection} asks for a lookup. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("see lookup");
    }

    @Override
    public long getCount() {
        return positions.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public void drop() {
        positions.clear();
    }
}
