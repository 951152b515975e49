package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.InstitutionId;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.testing.TopicReader;
import id.bekal.verification.Subscriber.Received;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
