package id.bekal.verification.access;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;

import org.bson.Document;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;
import java.util.TreeMap;

/** The access log as the store has it. */
final class LoggedAccesses implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What was added since a block.
     *
     * @param last the number of the last block
     * @param byLearner how often each was read
     */
    record Added(long last, long blocks, long accesses, Map<String, Integer> byLearner) {}

    private final MongoClient client;

    LoggedAccesses(String mongodb) {
        client = MongoClients.create(mongodb);
    }

    private MongoCollection<Document> blocks() {
        return client.getDatabase("training-service").getCollection("access_log");
    }

    Added since(long block) {
        long last = block;
        long blocks = 0;
        long accesses = 0;
        Map<String, Integer> byLearner = new TreeMap<>();
        for (Document stored : blocks().find(new Document("_id", new Document("$gt", block)))) {
            blocks++;
            last = Math.max(last, stored.get("_id", Number.class).longValue());
            for (String text : stored.getString("accesses").lines().toList()) {
                accesses++;
                for (JsonNode learner : JSON.readTree(text).path("learners")) {
                    byLearner.merge(learner.asString(), 1, Integer::sum);
                }
            }
        }
        return new Added(last, blocks, accesses, byLearner);
    }

    @Override
    public void close() {
        client.close();
    }
}
