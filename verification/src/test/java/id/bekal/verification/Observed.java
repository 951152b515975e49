package id.bekal.verification;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.testing.TopicReader;

import org.bson.Document;

import java.util.ArrayList;
import java.util.List;

/** What stores and topics hold when things are quiet. */
record Observed(
        List<Certificate> certificates,
        List<EventEnvelope> events,
        List<String> pending,
        long deadLetters) {

    /** A certificate as stored. */
    record Certificate(String id, String issuer, String program, String kind, String number) {}

    private static final List<String> SERVICES =
            List.of("agreements-service", "training-service", "certification-service");

    static Observed now(String kafka, String mongodb) {
        List<EventEnvelope> events = new ArrayList<>();
        for (String topic :
                List.of("bekal.agreements.v1", "bekal.training.v1", "bekal.certification.v1")) {
            events.addAll(TopicReader.events(kafka, topic, event -> true));
        }
        long deadLetters = 0;
        for (String service : SERVICES) {
            deadLetters += TopicReader.records(kafka, "bekal.dead-letters." + service).size();
        }
        try (MongoClient client = MongoClients.create(mongodb)) {
            return new Observed(certificates(client), events, pending(client), deadLetters);
        }
    }

    private static List<Certificate> certificates(MongoClient client) {
        List<Certificate> found = new ArrayList<>();
        client.getDatabase("certification-service")
                .getCollection("certificates")
                .find()
                .forEach(
                        c ->
                                found.add(
                                        new Certificate(
                                                c.getString("_id"),
                                                c.getString("issuer"),
                                                c.getString("program"),
                                                c.getString("kind"),
                                                c.getString("number"))));
        return found;
    }

    /** Documents with something in their outbox. */
    static List<String> pending(MongoClient client) {
        List<String> found = new ArrayList<>();
        for (String service : SERVICES) {
            for (String collection : client.getDatabase(service).listCollectionNames()) {
                found.addAll(pending(client, service, collection));
            }
        }
        // all else there is feeds: many entries, and none has an outbox
        found.addAll(pending(client, "events-service", "webhooks"));
        return found;
    }

    private static List<String> pending(MongoClient client, String service, String collection) {
        List<String> found = new ArrayList<>();
        for (Document document :
                client.getDatabase(service)
                        .getCollection(collection)
                        .find(new Document("outbox.at", new Document("$exists", true)))) {
            if (!document.getList("outbox", Document.class, List.of()).isEmpty()) {
                found.add(service + "/" + collection + "/" + document.get("_id"));
            }
        }
        return found;
    }

    List<EventEnvelope> issuedEvents() {
        String type = id.bekal.contracts.EventTypes.name(CertificateIssued.class);
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }
}
