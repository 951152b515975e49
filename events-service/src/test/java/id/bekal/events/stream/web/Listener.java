package id.bekal.events.stream.web;

import static org.awaitility.Awaitility.await;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Listens to a stream as an EventSource does, and keeps what it heard. */
final class Listener implements AutoCloseable {

    record Heard(String id, String event, String data) {
        JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    private final HttpResponse<Stream<String>> response;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile String lastId = "";
    private volatile boolean ended;

    private Listener(HttpResponse<Stream<String>> response) {
        this.response = response;
        Thread.ofVirtual().start(this::listen);
    }

    static Listener to(int port, String query, Map<String, String> headers) throws Exception {
        var request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/events/stream" + query));
        headers.forEach(request::setHeader);
        return new Listener(
                HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofLines()));
    }

    private void listen() {
        String id = "";
        String event = "message";
        StringBuilder data = new StringBuilder();
        try {
            for (var lines = response.body().iterator(); lines.hasNext(); ) {
                String line = lines.next();
                if (line.isEmpty()) {
                    lastId = id;
                    if (!data.isEmpty()) {
                        heard.add(new Heard(id, event, data.toString()));
                    }
                    event = "message";
                    data.setLength(0);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
        } catch (RuntimeException cut) {
            // the same as an end
        }
        ended = true;
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    List<Heard> heard() {
        return heard;
    }

    List<String> ids() {
        return heard.stream().filter(one -> one.event().equals("message")).map(Heard::id).toList();
    }

    String lastId() {
        return lastId;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Waits for so many events. */
    Listener hears(int events) {
        await().atMost(Duration.ofSeconds(20)).until(() -> ids().size() >= events);
        return this;
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
