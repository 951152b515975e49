package id.bekal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class EmbeddedBrokerAndStoreIT {

    @Test
    void brokerKeepsItsTopicsBetweenRuns(@TempDir Path folder) throws Exception {
        int port;
        int controller;
        try (var one = new ServerSocket(0);
                var other = new ServerSocket(0)) {
            port = one.getLocalPort();
            controller = other.getLocalPort();
        }
        try (var broker = EmbeddedBroker.start(folder, port, controller, Map.of());
                var admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get();
        }
        try (var broker = EmbeddedBroker.start(folder, port, controller, Map.of());
                var admin = admin(broker)) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    @Test
    void storeKeepsItsDocumentsBetweenRuns(@TempDir Path folder) {
        Path file = folder.resolve("store.h2");
        try (var store = EmbeddedStore.inFile(file, 0);
                var client = MongoClients.create(store.uri())) {
            client.getDatabase("d").getCollection("c").insertOne(new Document("_id", "kept"));
        }
        try (var store = EmbeddedStore.inFile(file, 0);
                var client = MongoClients.create(store.uri())) {
            assertThat(client.getDatabase("d").getCollection("c").countDocuments()).isEqualTo(1);
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.address()));
    }
}
