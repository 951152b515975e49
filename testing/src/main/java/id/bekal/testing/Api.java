package id.bekal.testing;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Calls a service as an institution would: over HTTP, with a token, in JSON. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String base;
    private final Map<String, String> headers;

    private Api(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public static Api at(int port) {
        return new Api("http://127.0.0.1:" + port, Map.of());
    }

    /** The same API, called by a client of this institution. */
    public Api as(String institution, String kind) {
        return with("Authorization", "Bearer " + TestTokens.of(institution, kind));
    }

    /** The same API, called by one who has these roles, and no other, at this institution. */
    public Api as(String institution, String kind, String... roles) {
        return with(
                "Authorization",
                "Bearer "
                        + TestTokens.of(institution, kind, TestTokens.ALL_SCOPES, List.of(roles)));
    }

    public Api with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Api(base, more);
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    /** Posts a map, list or JSON text. */
    public Answer post(String path, Object body) {
        return with("Content-Type", "application/json").send("POST", path, json(body));
    }

    public Answer put(String path, Object body) {
        return with("Content-Type", "application/json").send("PUT", path, json(body));
    }

    public Answer putBytes(String path, byte[] body, String contentType) {
        return with("Content-Type", contentType)
                .send("PUT", path, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    /** Any method, with an empty object of this content type. */
    public Answer call(String method, String path, String contentType) {
        return method.equals("GET")
                ? get(path)
                : with("Content-Type", contentType)
                        .send(method, path, HttpRequest.BodyPublishers.ofString("{}"));
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(
                body instanceof String text ? text : JSON.writeValueAsString(body));
    }

    private Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), Api::bodyUnlessItStreams);
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A stream has no end to wait for. */
    private static HttpResponse.BodySubscriber<byte[]> bodyUnlessItStreams(
            HttpResponse.ResponseInfo response) {
        boolean streams =
                response.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
        return streams ? new Unread() : HttpResponse.BodySubscribers.ofByteArray();
    }

    /** Asks for nothing of the body. */
    private static final class Unread implements HttpResponse.BodySubscriber<byte[]> {

        @Override
        public CompletionStage<byte[]> getBody() {
            return CompletableFuture.completedFuture(new byte[0]);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            // nothing is requested, so nothing comes
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            throw new IllegalStateException("nothing was requested");
        }

        @Override
        public void onError(Throwable cut) {
            // the answer was taken before
        }

        @Override
        public void onComplete() {
            // the answer was taken before
        }
    }

    /** What came back. */
    public record Answer(int status, Map<String, List<String>> headers, byte[] bytes) {

        public JsonNode json() {
            return JSON.readTree(bytes);
        }

        public @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }

        /** The problem's stable code, or the rule that objected. */
        public String code() {
            return json().path("code").asString("");
        }

        /** This answer, or a failure that shows what came instead of {@code expected}. */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError(
                        "expected %d, got %d: %s"
                                .formatted(
                                        expected,
                                        status,
                                        new String(
                                                bytes, java.nio.charset.StandardCharsets.UTF_8)));
            }
            return this;
        }
    }
}
