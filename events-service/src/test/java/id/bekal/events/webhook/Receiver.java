package id.bekal.events.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A receiver of webhooks at 127.0.0.1 that answers as it is told. */
final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What it does with a delivery: the status that it answers. */
    interface Behaviour {
        int answer(Received received) throws InterruptedException;
    }

    /**
     * @param status what was answered
     */
    record Received(
            long number,
            String id,
            long timestamp,
            List<String> signatures,
            String contentType,
            byte[] body,
            int status) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        private Received answered(int with) {
            return new Received(number, id, timestamp, signatures, contentType, body, with);
        }
    }

    private final HttpServer server;
    private final List<Received> all = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = received -> 200;
    private volatile String retryAfter = "";

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        Received received =
                new Received(
                        JSON.readTree(body).path("number").asLong(),
                        headers.getFirst("webhook-id"),
                        Long.parseLong(headers.getFirst("webhook-timestamp")),
                        List.of(headers.getFirst("webhook-signature").split(" ")),
                        headers.getFirst("Content-Type"),
                        body,
                        0);
        int status;
        try {
            status = behaviour.answer(received);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        // before it is answered: whoever sends the next finds this one
        all.add(received.answered(status));
        byte[] answer = ("answer " + status).getBytes(StandardCharsets.UTF_8);
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    Receiver behaves(Behaviour other) {
        behaviour = other;
        return this;
    }

    Receiver wantsQuietFor(String time) {
        retryAfter = time;
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hooks";
    }

    /** All that came, in its order. */
    List<Received> all() {
        return List.copyOf(all);
    }

    /** Numbers that it took, in their order. */
    List<Long> took() {
        return all.stream()
                .filter(received -> received.status() < 300)
                .map(Received::number)
                .toList();
    }

    void forget() {
        all.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
