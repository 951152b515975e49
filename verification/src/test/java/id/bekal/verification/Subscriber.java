package id.bekal.verification;

import id.bekal.contracts.EventTypes;
import id.bekal.contracts.InstitutionId;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.testing.TopicReader;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * An institution's software that follows its feed from the first number on, by pull or by stream,
 * as the integration guide says: it comes back after every cut, with the last number it has.
 */
final class Subscriber implements AutoCloseable {

    /** One entry as it was received. */
    record Received(long number, String id) {
        static Received of(JsonNode event) {
            return new Received(event.path("number").asLong(), event.path("id").asString());
        }
    }

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final InstitutionApi api;
    private final URI gateway;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    private Subscriber(URI gateway, InstitutionApi api, boolean byStream) {
        this.gateway = gateway;
        this.api = api;
        this.thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!closed) {
                                        try {
                                            if (byStream) {
                                                stream();
                                            } else {
                                                pull();
                                            }
                                        } catch (IOException | RuntimeException cut) {
                                            java.util.concurrent.locks.LockSupport.parkNanos(
                                                    PAUSE.toNanos());
                                        } catch (InterruptedException stopped) {
                                            return;
                                        }
                                    }
                                });
    }

    static Subscriber byPull(URI gateway, InstitutionApi api) {
        return new Subscriber(gateway, api, false);
    }

    static Subscriber byStream(URI gateway, InstitutionApi api) {
        return new Subscriber(gateway, api, true);
    }

    /**
     * Ids of the events that the topics have for an institution: all that a provider is told it may
     * read.
     */
    static Set<String> eventsFor(InstitutionId institution) {
        Set<String> ids = new TreeSet<>();
        for (String topic : EventTypes.topics()) {
            TopicReader.events(
                            TheInstallation.kafka(),
                            topic,
                            event -> event.audienceIds().contains(institution))
                    .forEach(event -> ids.add(event.id()));
        }
        return ids;
    }

    private long last() {
        return received.isEmpty() ? 0 : received.getLast().number();
    }

    private void pull() {
        api.get("/api/events?wait=5&after=" + last())
                .expect(200)
                .json()
                .path("events")
                .forEach(event -> received.add(Received.of(event)));
    }

    /** As a browser does: with a ticket. */
    private void stream() throws IOException, InterruptedException {
        String ticket =
                api.post("/api/events/tickets", java.util.Map.of())
                        .expect(201)
                        .json()
                        .path("ticket")
                        .asString();
        HttpResponse<Stream<String>> response =
                http.send(
                        HttpRequest.newBuilder(
                                        gateway.resolve(
                                                "/api/events/stream?after="
                                                        + last()
                                                        + "&ticket="
                                                        + ticket))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            boolean[] bye = {false};
            lines.takeWhile(line -> !closed)
                    .forEach(
                            line -> {
                                if (line.startsWith("event: bye")) {
                                    bye[0] = true;
                                } else if (line.startsWith("data: ") && !bye[0]) {
                                    received.add(
                                            Received.of(
                                                    JsonMapper.shared()
                                                            .readTree(line.substring(6))));
                                }
                            });
        }
    }

    List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
