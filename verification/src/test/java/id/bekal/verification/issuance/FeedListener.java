package id.bekal.verification.issuance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Listens to one institution's stream of revocations, and keeps when each certificate came. */
final class FeedListener implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final HttpResponse<Stream<String>> response;
    private volatile boolean closed;

    FeedListener(int port, String token) {
        try {
            response =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + port
                                                            + "/api/events/stream?types=CertificateRevoked"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (response.statusCode() != 200) {
            throw new IllegalStateException("no stream: " + response.statusCode());
        }
        Thread.ofPlatform().daemon().start(this::listen);
    }

    private void listen() {
        try {
            response.body().forEach(this::take);
        } catch (UncheckedIOException cut) {
            if (!closed) {
                throw cut;
            }
        }
    }

    private void take(String line) {
        if (line.startsWith("data: ")) {
            int name = line.indexOf("\"certificate\":\"") + 15;
            seen.put(line.substring(name, line.indexOf('"', name)), System.nanoTime());
        }
    }

    boolean has(String certificate) {
        return seen.containsKey(certificate);
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
