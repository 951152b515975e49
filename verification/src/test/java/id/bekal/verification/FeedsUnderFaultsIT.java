package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.events.WebhookDisabled;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.testing.TopicReader;
import id.bekal.verification.Subscriber.Received;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * events-service is killed at named places while a class is completed. Three subscribers of one
 * institution, by pull, by stream and by webhook, end with the same list: every event that was for
 * it, once, under numbers without a gap. The webhook's receiver refuses three of ten.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsUnderFaultsIT {

    private static final String PROVIDER = "upt-blk-jember";

    private FaultyWorld world;
    private Subscriber byPull;
    private Subscriber byStream;
    private WebhookReceiver byWebhook;

    @BeforeAll
    void build() {
        world = new FaultyWorld(PROVIDER);
        byPull = Subscriber.byPull(world.installation().gateway(), api());
        byStream = Subscriber.byStream(world.installation().gateway(), api());
        byWebhook = new WebhookReceiver(api());
    }

    @AfterAll
    void close() {
        byPull.close();
        byStream.close();
        byWebhook.close();
    }

    private InstitutionApi api() {
        return new InstitutionApi(
                world.installation().gateway(), world.installation().credentials().of(PROVIDER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fan-out.before-position", "feed.appended", "feed.before-commit"})
    void eventsServiceIsKilledAt(String failPoint) {
        String program = world.readyProgram();
        restart(FaultyWorld.diesAt(failPoint));
        assertThat(world.complete(program)).isEqualTo(History.Known.OK);
        assertThat(world.installation().awaitEnd("events", Duration.ofSeconds(60)))
                .as("events-service dies at " + failPoint)
                .isTrue();
        restart(Map.of());
        bothHaveAll();
    }

    /**
     * What the receiver answered was heard and not noted, or a failure was noted and nothing else.
     */
    @ParameterizedTest
    @ValueSource(strings = {"webhook.sent", "webhook.failure-noted"})
    void eventsServiceIsKilledWhileItSendsAt(String failPoint) {
        String program = world.readyProgram();
        restart(FaultyWorld.diesAt(failPoint));
        byWebhook.refuseNext();
        assertThat(world.complete(program)).isEqualTo(History.Known.OK);
        // the instance before keeps the webhook for a minute
        assertThat(world.installation().awaitEnd("events", Duration.ofSeconds(150)))
                .as("events-service dies at " + failPoint)
                .isTrue();
        restart(Map.of());
        bothHaveAll();
    }

    /** The webhook is disabled, and nobody has heard of it when the process dies. */
    @Test
    void eventsServiceIsKilledBeforeItTellsOfADisabledWebhook() throws IOException {
        HttpServer gone =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gone.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(410, -1);
                    exchange.close();
                });
        gone.start();
        try {
            String program = world.readyProgram();
            String webhook =
                    api().post(
                                    "/api/webhooks",
                                    Map.of(
                                            "url",
                                            "http://127.0.0.1:" + gone.getAddress().getPort() + "/",
                                            "signature",
                                            "HMAC"))
                            .expect(201)
                            .json()
                            .path("id")
                            .asString();
            // a webhook's is the one outbox there
            restart(FaultyWorld.diesAt("outbox.after-save"));
            assertThat(world.complete(program)).isEqualTo(History.Known.OK);
            assertThat(world.installation().awaitEnd("events", Duration.ofSeconds(150)))
                    .as("events-service dies at outbox.after-save")
                    .isTrue();
            assertThat(toldOf(webhook)).isEmpty();
            restart(Map.of());
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> !toldOf(webhook).isEmpty());
            bothHaveAll();
            JsonNode notices =
                    api().get("/api/events?types=WebhookDisabled")
                            .expect(200)
                            .json()
                            .path("events");
            assertThat(notices)
                    .singleElement()
                    .satisfies(
                            notice -> {
                                assertThat(notice.path("subject").asString()).isEqualTo(webhook);
                                assertThat(notice.at("/data/because").asString()).isEqualTo("GONE");
                            });
            assertThat(toldOf(webhook).stream().map(EventEnvelope::id).distinct()).hasSize(1);
        } finally {
            gone.stop(0);
        }
    }

    private static List<EventEnvelope> toldOf(String webhook) {
        return TopicReader.events(
                TheInstallation.kafka(),
                EventTypes.topic(WebhookDisabled.class),
                event -> event.subject().equals(webhook));
    }

    @Test
    void eventsServiceIsStoppedInOrder() {
        world.complete(world.readyProgram());
        restart(Map.of());
        bothHaveAll();
    }

    private void restart(Map<String, String> environment) {
        assertThat(world.installation().restart("events", environment, null)).isTrue();
    }

    private void bothHaveAll() {
        world.awaitQuiet();
        Set<String> expected = eventsFor(new InstitutionId(PROVIDER));
        for (Subscriber subscriber : List.of(byPull, byStream)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> subscriber.received().size() >= expected.size());
            List<Received> received = List.copyOf(subscriber.received());
            assertThat(received)
                    .extracting(Received::number)
                    .isEqualTo(LongStream.rangeClosed(1, received.size()).boxed().toList());
            assertThat(received.stream().map(Received::id).collect(Collectors.toSet()))
                    .hasSameSizeAs(received)
                    .isEqualTo(expected);
        }
        assertThat(byStream.received()).isEqualTo(byPull.received());
        // an instance that was killed keeps others from its webhooks for a minute
        await().atMost(Duration.ofSeconds(150))
                .untilAsserted(() -> assertThat(byWebhook.received()).isEqualTo(byPull.received()));
        assertThat(byWebhook.faults()).isEmpty();
        System.out.println("by webhook: " + byWebhook.said());
    }

    /** Ids on the topics whose audience it is in; all that a provider is told it may read. */
    private static Set<String> eventsFor(InstitutionId institution) {
        Set<String> ids = new TreeSet<>();
        for (String topic : EventTypes.topics()) {
            TopicReader.events(
                            TheInstallation.kafka(),
                            topic,
                            event -> event.audienceIds().contains(institution))
                    .stream()
                    .map(EventEnvelope::id)
                    .forEach(ids::add);
        }
        return ids;
    }
}
