package id.bekal.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A service behind the gateway: it remembers each request it saw the end of, and answers. */
public final class Backend implements AutoCloseable {

    /** An answer without a body. */
    public static Answer status(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, -1);
            return "";
        };
    }

    /** A request whose body came to its end. */
    public record Seen(String method, String path, Map<String, List<String>> headers, byte[] body) {

        public @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join(",", header.getValue()))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What to answer; it may set headers, send another status than 200, and take its time. */
    @FunctionalInterface
    public interface Answer {
        String to(HttpExchange exchange) throws Exception;
    }

    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Answer answer;

    public Backend(String name) {
        this.answer = exchange -> name;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        seen.add(
                new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        body));
        byte[] answered;
        try {
            answered = answer.to(exchange).getBytes(StandardCharsets.UTF_8);
        } catch (Exception e) {
            exchange.close();
            return;
        }
        if (exchange.getResponseCode() == -1) {
            exchange.sendResponseHeaders(200, answered.length == 0 ? -1 : answered.length);
        }
        exchange.getResponseBody().write(answered);
        exchange.close();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void answers(Answer next) {
        answer = next;
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The one request seen since the last {@link #forget()}. */
    public Seen only() {
        if (seen.size() != 1) {
            throw new AssertionError("saw " + seen.size() + " requests: " + seen);
        }
        return seen.getFirst();
    }

    public void forget() {
        seen.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
