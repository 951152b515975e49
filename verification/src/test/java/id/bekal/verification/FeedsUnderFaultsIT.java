package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.events.WebhookDisabled;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.testing.TestServers;
import id.bekal.testing.TopicReader;

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
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        restart(Map.of());
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
        allHaveAll();
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
        assertThat(world.installation().awaitEnd("events", Duration.ofSeconds(150)))
                .as("events-service dies at " + failPoint)
                .isTrue();
        restart(Map.of());
        allHaveAll();
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
            allHaveAll();
            // the gateway may spare events-service its requests for some seconds more
            JsonNode notices =
                    await().atMost(Duration.ofSeconds(30))
                            .until(
                                    () -> api().get("/api/events?types=WebhookDisabled"),
                                    answer -> answer.status() == 200)
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
        allHaveAll();
    }

    /** In order, as an operator does; what is under way meets closed connections. */
    @Test
    void storeAndBrokerAreRestarted() {
        String before = world.readyProgram();
        String after = world.readyProgram();
        assertThat(world.complete(before)).isEqualTo(History.Known.OK);
        assertThat(world.installation().restart("infrastructure", Map.of(), null)).isTrue();
        world.insist(before);
        world.insist(after);
        assertThat(world.findingsWhenQuiet()).isEmpty();
        allHaveAll();
    }

    /**
     * A ticket of one opens a stream of the other, who tells what either appended; and goes on when
     * the first is killed.
     */
    @Test
    void twoInstancesShareTheWorkAndEachTellsAll() {
        Map<String, String> impatient = Map.of("BEKAL_CONSUMER_SESSION_MS", "6000");
        int port = TestServers.freePort();
        restart(impatient);
        assertThat(world.installation().startSecond("events", port, quickToTakeOver(impatient)))
                .isTrue();
        try (Subscriber ofTheSecond =
                Subscriber.byStream(URI.create("http://127.0.0.1:" + port), api())) {
            assertThat(world.complete(world.readyProgram())).isEqualTo(History.Known.OK);
            allHaveAll(Map.of("second", ofTheSecond));

            String program = world.readyProgram();
            world.installation().process("events").destroyForcibly();
            assertThat(world.installation().awaitEnd("events", Duration.ofSeconds(60))).isTrue();
            assertThat(world.complete(program)).isEqualTo(History.Known.OK);
            world.awaitQuiet();
            long all = Subscriber.eventsFor(new InstitutionId(PROVIDER)).size();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> ofTheSecond.received().size() == all);
            restart(Map.of());
            allHaveAll(Map.of("second", ofTheSecond));
        } finally {
            world.installation().stop("events-2");
        }
    }

    /** What a killed instance sent is waited for a few seconds, not the minute that is usual. */
    private void restart(Map<String, String> environment) {
        assertThat(world.installation().restart("events", quickToTakeOver(environment), null))
                .isTrue();
    }

    private static Map<String, String> quickToTakeOver(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("BEKAL_WEBHOOKS_LEASE", "5s");
        return all;
    }

    private void allHaveAll() {
        allHaveAll(Map.of());
    }

    private void allHaveAll(Map<String, Subscriber> more) {
        world.awaitQuiet();
        Set<String> expected = Subscriber.eventsFor(new InstitutionId(PROVIDER));
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> {
                            Map<String, List<Subscriber.Received>> received = new HashMap<>();
                            received.put("pull", List.copyOf(byPull.received()));
                            received.put("stream", List.copyOf(byStream.received()));
                            received.put("webhook", byWebhook.received());
                            more.forEach(
                                    (name, one) -> received.put(name, List.copyOf(one.received())));
                            assertThat(HistoryChecker.feedFindings(expected, received)).isEmpty();
                        });
        assertThat(byWebhook.faults()).isEmpty();
        System.out.println(expected.size() + " events; by webhook: " + byWebhook.said());
    }
}
