package id.bekal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;

/** With indexes a query finds what it finds without any. */
class IndexedStoreIT {

    private static final int STEPS = 3000;

    private final Random random = new Random(7);

    @Test
    void answersAsTheOriginalDoesThatReadsEverything() {
        var original = new MongoServer(new MemoryBackend());
        original.bind("127.0.0.1", 0);
        try (var store = EmbeddedStore.inMemory(0);
                MongoClient indexed = MongoClients.create(store.uri());
                MongoClient plain =
                        MongoClients.create(
                                "mongodb://127.0.0.1:" + original.getLocalAddress().getPort())) {
            MongoCollection<Document> ours = collection(indexed);
            MongoCollection<Document> theirs = collection(plain);
            createIndexes(ours);
            int found = 0;
            for (int step = 0; step < STEPS; step++) {
                change(step, List.of(ours, theirs));
                Document query = query();
                Document order = order();
                int limit = random.nextInt(4) * 5;
                List<Document> ordered = all(theirs, query, order, limit);
                assertThat(all(ours, query, order, limit))
                        .as("step %d: %s by %s", step, query.toJson(), order.toJson())
                        .isEqualTo(ordered);
                assertThat(ours.countDocuments(query)).isEqualTo(theirs.countDocuments(query));
                found += ordered.size();
            }
            assertThat(found).isGreaterThan(STEPS);
        } finally {
            original.shutdownNow();
        }
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("d").getCollection("c");
    }

    private static void createIndexes(MongoCollection<Document> collection) {
        collection.createIndex(new Document("word", 1).append("_id", 1));
        collection.createIndex(new Document("number", 1));
        collection.createIndex(new Document("word", 1).append("number", -1).append("_id", 1));
        collection.createIndex(new Document("tags", 1).append("_id", 1));
        collection.createIndex(new Document("at", 1), new IndexOptions().sparse(true));
        collection.createIndex(new Document("parts.code", 1));
    }

    private void change(int step, List<MongoCollection<Document>> collections) {
        Object id = "id-" + random.nextInt(300);
        Document document = document(id);
        int kind = random.nextInt(10);
        int version = random.nextInt(3);
        for (MongoCollection<Document> collection : collections) {
            if (step < 200 || kind < 4) {
                collection.replaceOne(
                        new Document("_id", id),
                        document,
                        new com.mongodb.client.model.ReplaceOptions().upsert(true));
            } else if (kind < 6) {
                collection.updateMany(
                        new Document("word", document.get("word")).append("number", version),
                        new Document("$inc", new Document("number", 1))
                                .append("$unset", new Document("at", "")));
            } else if (kind < 8) {
                collection.updateOne(
                        new Document("_id", id).append("number", version),
                        new Document("$addToSet", new Document("tags", "late")));
            } else if (kind == 8) {
                collection.deleteOne(new Document("_id", id).append("number", version));
            }
        }
    }

    private Document document(Object id) {
        Document document = new Document("_id", id).append("number", number());
        if (random.nextInt(5) > 0) {
            document.append("word", word());
        }
        if (random.nextInt(3) > 0) {
            document.append("at", at());
        }
        List<String> tags = new ArrayList<>();
        List<Document> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.add(word());
            parts.add(new Document("code", word()).append("hours", i));
        }
        return random.nextInt(6) == 0
                ? document
                : document.append("tags", tags).append("parts", parts);
    }

    private String word() {
        return List.of("las", "jahit", "roti", "kayu").get(random.nextInt(4));
    }

    /** Of every kind of number, as the driver sends each as it is. */
    private Number number() {
        int number = random.nextInt(6);
        return List.<Number>of(number, (long) number, (double) number, number + 0.5)
                .get(random.nextInt(4));
    }

    private Date at() {
        return Date.from(Instant.EPOCH.plusSeconds(random.nextInt(20)));
    }

    private Document query() {
        Document query = new Document();
        for (int conditions = random.nextInt(3); conditions >= 0; conditions--) {
            switch (random.nextInt(12)) {
                case 0 -> query.append("word", word());
                case 1 -> query.append("word", new Document("$in", List.of(word(), word())));
                case 2 -> query.append("word", null);
                case 3 -> query.append("number", number());
                case 4 -> query.append("number", new Document("$gt", number()));
                case 5 ->
                        query.append(
                                "number", new Document("$gte", number()).append("$lt", number()));
                case 6 -> query.append("tags", word());
                case 7 -> query.append("tags", new Document("$gt", "b").append("$lte", "l"));
                case 8 -> query.append("at", new Document("$lte", at()));
                case 9 -> query.append("parts.code", word());
                case 10 ->
                        query.append(
                                "$and",
                                List.of(
                                        new Document("word", word()),
                                        new Document("number", new Document("$lte", number()))));
                default -> query.append("_id", new Document("$gte", "id-" + random.nextInt(300)));
            }
        }
        return query;
    }

    /** Always down to the id, as documents that are alike otherwise come in any order. */
    private Document order() {
        int direction = random.nextBoolean() ? 1 : -1;
        Document order = new Document();
        switch (random.nextInt(4)) {
            case 0 -> order.append("word", direction);
            case 1 -> order.append("word", 1).append("number", direction);
            case 2 -> order.append("at", direction);
            default -> {}
        }
        return order.append("_id", direction);
    }

    private static List<Document> all(
            MongoCollection<Document> collection, Document query, Document order, int limit) {
        return collection.find(query).sort(order).limit(limit).into(new ArrayList<>());
    }

    @Test
    void refusesWhatIsThereAndKnowsItAfterARestart(@TempDir Path folder) {
        Path file = folder.resolve("store.h2");
        try (var store = EmbeddedStore.inFile(file, 0);
                var client = MongoClients.create(store.uri())) {
            var people = client.getDatabase("d").getCollection("c");
            people.createIndex(
                    new Document("seat", 1), new IndexOptions().unique(true).sparse(true));
            people.insertOne(new Document("_id", "a").append("seat", 1));
            people.insertOne(new Document("_id", "b"));
            people.insertOne(new Document("_id", "c"));
        }
        try (var store = EmbeddedStore.inFile(file, 0);
                var client = MongoClients.create(store.uri())) {
            var people = client.getDatabase("d").getCollection("c");
            assertThatThrownBy(() -> people.insertOne(new Document("_id", "d").append("seat", 1)))
                    .isInstanceOf(MongoWriteException.class)
                    .hasMessageContaining("E11000");
            assertThatThrownBy(() -> people.insertOne(new Document("_id", "a")))
                    .isInstanceOf(MongoWriteException.class);
            assertThatThrownBy(
                            () ->
                                    people.updateOne(
                                            new Document("_id", "b"),
                                            new Document("$set", new Document("seat", 1))))
                    .isInstanceOf(MongoWriteException.class);
            people.updateOne(
                    new Document("_id", "a"), new Document("$set", new Document("seat", 2)));
            people.updateOne(
                    new Document("_id", "b"), new Document("$set", new Document("seat", 1)));
            people.deleteOne(new Document("_id", "b"));
            people.insertOne(new Document("_id", "d").append("seat", 1));
            assertThat(people.find(new Document("seat", 1)).into(new ArrayList<>()))
                    .extracting(document -> document.get("_id"))
                    .containsExactly("d");
        }
    }
}
