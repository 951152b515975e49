package id.bekal.verification;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;

import id.bekal.testing.TopicReader;

import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that an installation keeps, as text: documents by database and collection, records by topic.
 */
final class Kept {

    /** What changes by itself: leases, answers kept for repeats, the log of accesses. */
    private static final Set<String> BOOKKEEPING =
            Set.of("leases", "idempotency_keys", "access_log", "dead_letters_handled");

    private Kept() {}

    /** Documents by "database.collection". */
    static Map<String, Set<String>> documents() {
        Map<String, Set<String>> found = new TreeMap<>();
        try (MongoClient client = MongoClients.create(TheInstallation.mongodb())) {
            for (String name : client.listDatabaseNames()) {
                MongoDatabase database = client.getDatabase(name);
                for (String collection : database.listCollectionNames()) {
                    Set<String> texts = new TreeSet<>();
                    for (Document document : database.getCollection(collection).find()) {
                        texts.add(document.toJson());
                    }
                    found.put(name + "." + collection, texts);
                }
            }
        }
        return found;
    }

    /** The same without bookkeeping. */
    static Map<String, Set<String>> business() {
        Map<String, Set<String>> found = documents();
        found.keySet()
                .removeIf(
                        collection ->
                                BOOKKEEPING.contains(
                                        collection.substring(collection.indexOf('.') + 1)));
        return found;
    }

    /** Keys, headers and values of all records, by topic; the broker's own topics left out. */
    static Map<String, List<String>> records() {
        Map<String, List<String>> found = new TreeMap<>();
        for (String topic : topics()) {
            found.put(
                    topic,
                    TopicReader.records(TheInstallation.kafka(), topic).stream()
                            .map(
                                    record ->
                                            record.key()
                                                    + " "
                                                    + record.headers()
                                                    + " "
                                                    + new String(
                                                            record.value(), StandardCharsets.UTF_8))
                            .toList());
        }
        return found;
    }

    private static Set<String> topics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TheInstallation.kafka()))) {
            Set<String> topics = new TreeSet<>(admin.listTopics().names().get());
            topics.removeIf(topic -> !topic.startsWith("bekal."));
            return topics;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
