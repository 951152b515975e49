package id.bekal.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.ProgramResumed;
import id.bekal.embedded.EmbeddedBroker;
import id.bekal.platform.messaging.ConsumerErrors;
import id.bekal.platform.sample.SampleApplication;
import id.bekal.testing.TestKeys;
import id.bekal.testing.TestServers;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A broker that asks for a user by SCRAM and a store, both by TLS with keys of their own. */
class BrokerAndStoreByTlsIT {

    private static final String USER = "sample-service";
    private static final String PASSWORD = "right-for-this-test";

    @TempDir static Path folder;

    private static EmbeddedBroker broker;
    private static MongoServer store;
    private static SelfSigned key;
    private static int secured;
    private static Path secrets;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws Exception {
        key = SelfSigned.in(folder, "server");
        secured = TestServers.freePort();
        int inside = TestServers.freePort();
        int controller = TestServers.freePort();
        String listeners = "SASL_SSL://127.0.0.1:%d,PLAINTEXT://127.0.0.1:%d";
        broker =
                EmbeddedBroker.start(
                        folder.resolve("broker"),
                        secured,
                        controller,
                        Map.ofEntries(
                                Map.entry(
                                        "listeners",
                                        listeners.formatted(secured, inside)
                                                + ",CONTROLLER://127.0.0.1:"
                                                + controller),
                                Map.entry(
                                        "advertised.listeners",
                                        listeners.formatted(secured, inside)),
                                Map.entry(
                                        "listener.security.protocol.map",
                                        "SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                                Map.entry(
                                        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                                Map.entry("ssl.keystore.type", "PKCS12"),
                                Map.entry("ssl.keystore.location", key.keyStore().toString()),
                                Map.entry("ssl.keystore.password", SelfSigned.PASSWORD)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + inside))) {
            admin.alterUserScramCredentials(
                            List.of(
                                    new UserScramCredentialUpsertion(
                                            USER,
                                            new ScramCredentialInfo(
                                                    ScramMechanism.SCRAM_SHA_512, 4096),
                                            PASSWORD)))
                    .all()
                    .get();
        }
        store = new MongoServer(new MemoryBackend());
        store.enableSsl(key.privateKey(), null, key.x509());
        store.bind("127.0.0.1", 0);
        secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("BEKAL_KAFKA_PASSWORD"), PASSWORD + "\n");
        service = serviceWith(Map.of("BEKAL_SECRETS", secrets.toString()));
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        broker.close();
        store.shutdownNow();
    }

    private static ConfigurableApplicationContext serviceWith(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("server.port", "0");
        settings.put("BEKAL_MASTER_KEYS", TestKeys.masterKeys());
        settings.put("BEKAL_HASH_KEY", TestKeys.hashKey());
        settings.put("BEKAL_KAFKA", "127.0.0.1:" + secured);
        settings.put("BEKAL_KAFKA_SECURITY", "SASL_SSL");
        settings.put("BEKAL_KAFKA_TRUST", key.certificate().toUri().toString());
        settings.put("BEKAL_KAFKA_USER", USER);
        settings.put(
                "BEKAL_MONGODB_URI", "mongodb://127.0.0.1:" + store.getLocalAddress().getPort());
        settings.put("BEKAL_MONGODB_TLS", "true");
        settings.put("BEKAL_MONGODB_TRUST", key.certificate().toString());
        settings.putAll(more);
        return new SpringApplicationBuilder(SampleApplication.class)
                .run(settings.entrySet().stream().map(each -> "--" + each).toArray(String[]::new));
    }

    @Test
    void carriesAnEventFromItsProducerToItsConsumer() throws Exception {
        String id = UUID.randomUUID().toString();
        EventEnvelope event =
                EventEnvelope.of(
                        UUID.randomUUID().toString(),
                        "/sample",
                        id,
                        Instant.EPOCH,
                        1,
                        Set.of(),
                        null,
                        new ProgramResumed(new ProgramId(id)));
        @SuppressWarnings("unchecked")
        KafkaTemplate<String, byte[]> kafka = service.getBean(KafkaTemplate.class);

        kafka.send("bekal.training.v1", id, event.toJson().getBytes()).get();

        var seen = service.getBean(SampleApplication.Seen.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> seen.traces.containsKey(id + "#1"));
    }

    @Test
    void isUsedByTheDeadLettersOwnConsumersToo() {
        @SuppressWarnings("unchecked")
        ConsumerFactory<String, byte[]> consumers = service.getBean(ConsumerFactory.class);

        try (Consumer<String, byte[]> consumer = consumers.createConsumer("a-group", "")) {
            assertThat(consumer.partitionsFor(ConsumerErrors.deadLetters("sample-service")))
                    .as("which the admin client has made")
                    .hasSize(1);
        }
    }

    @Test
    void keepsDocuments() {
        MongoOperations mongo = service.getBean(MongoOperations.class);

        mongo.getCollection("by-tls").insertOne(new Document("_id", 1));

        assertThat(mongo.getCollection("by-tls").countDocuments()).isEqualTo(1);
    }

    @Test
    void isReady() throws Exception {
        int port =
                Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                        .getPort();
        URI readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");

        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(
                            http.send(
                                            HttpRequest.newBuilder(readiness).build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void doesNotStartWithAWrongPassword() {
        assertThatThrownBy(() -> serviceWith(Map.of("BEKAL_KAFKA_PASSWORD", "wrong")).close())
                .hasStackTraceContaining("SaslAuthenticationException")
                .hasStackTraceContaining("Authentication failed")
                .hasStackTraceContaining("invalid credentials");
    }

    @Test
    void doesNotStartWithABrokerItHasNoReasonToTrust() throws Exception {
        SelfSigned other = SelfSigned.in(folder, "other");

        assertThatThrownBy(
                        () ->
                                serviceWith(
                                                Map.of(
                                                        "BEKAL_SECRETS",
                                                        secrets.toString(),
                                                        "BEKAL_KAFKA_TRUST",
                                                        other.certificate().toUri().toString()))
                                        .close())
                .hasStackTraceContaining("SslAuthenticationException");
    }
}
