package id.bekal.quickstart.stories;

import id.bekal.quickstart.Credentials;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The API as one institution's own software would call it: through the gateway, with its own client
 * and token.
 */
public final class InstitutionApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final URI gateway;
    private final Credentials.Client client;
    private @Nullable String token;
    private Instant tokenUntil = Instant.EPOCH;

    public InstitutionApi(URI gateway, Credentials.Client client) {
        this.gateway = gateway;
        this.client = client;
    }

    /** The institution's id. */
    public String id() {
        return client.institution();
    }

    public Answer get(String path) {
        return send(authorized(path).GET());
    }

    /**
     * The items of all pages.
     *
     * @param path of a list, with or without filters
     */
    public List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String first = path + (path.contains("?") ? "&" : "?") + "limit=100";
        String cursor = "";
        do {
            JsonNode page =
                    get(cursor.isEmpty() ? first : first + "&cursor=" + cursor).expect(200).json();
            page.path("items").forEach(items::add);
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return items;
    }

    /** All events that are in the institution's feed now, in their order. */
    public List<JsonNode> feed() {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page;
        long after = 0;
        do {
            page = get("/api/events?limit=1000&after=" + after).expect(200).json();
            page.path("events").forEach(events::add);
            after = page.path("next").asLong();
        } while (!page.path("events").isEmpty());
        return events;
    }

    public Answer post(String path, Object body) {
        return send(
                authorized(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer put(String path, Object body) {
        return send(
                authorized(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer putPdf(String path, byte[] file) {
        return send(
                authorized(path)
                        .header("Content-Type", "application/pdf")
                        .PUT(BodyPublishers.ofByteArray(file)));
    }

    /** Any method, with an empty object of this content type as its body. */
    public Answer call(String method, String path, String contentType) {
        HttpRequest.Builder request = authorized(path);
        return send(
                method.equals("GET")
                        ? request.GET()
                        : request.header("Content-Type", contentType)
                                .method(method, BodyPublishers.ofString("{}")));
    }

    /** Asks as someone without any token, such as an employer. */
    public static Answer publicly(URI gateway, String path) {
        return send(HttpRequest.newBuilder(gateway.resolve(path)).GET());
    }

    /** The same by a browser. */
    public static Answer page(URI gateway, String path) {
        return send(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Accept", "text/html")
                        .header("Accept-Language", "id")
                        .GET());
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token())
                .header("Accept-Language", "id");
    }

    private synchronized String token() {
        String current = token;
        if (current != null && Instant.now().isBefore(tokenUntil)) {
            return current;
        }
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (client.clientId() + ':' + client.secret())
                                        .getBytes(StandardCharsets.UTF_8));
        String form =
                "grant_type=client_credentials&scope="
                        + URLEncoder.encode(
                                String.join(" ", client.scopes()), StandardCharsets.UTF_8);
        JsonNode answer =
                send(HttpRequest.newBuilder(gateway.resolve("/oauth2/token"))
                                .header("Authorization", "Basic " + basic)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form)))
                        .expect(200)
                        .json();
        String fresh = answer.path("access_token").asString();
        token = fresh;
        tokenUntil = Instant.now().plusSeconds(answer.path("expires_in").asLong(60) - 30);
        return fresh;
    }

    private static Answer send(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        try {
            HttpResponse<byte[]> response = HTTP.send(built, BodyHandlers.ofByteArray());
            return new Answer(
                    built.method() + " " + built.uri().getPath(),
                    response.statusCode(),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(built.method() + " " + built.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * What came back.
     *
     * @param request method and path, for messages
     */
    public record Answer(String request, int status, byte[] body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The {@code id} of what was created or changed. */
        public String id() {
            return json().path("id").asString();
        }

        /** The stable code of a problem. */
        public String code() {
            return json().path("code").asString("");
        }

        /**
         * @throws StoryFailedException that shows what came instead
         */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new StoryFailedException(
                        "%s: expected %d, got %d %s"
                                .formatted(
                                        request,
                                        expected,
                                        status,
                                        new String(body, StandardCharsets.UTF_8)));
            }
            return this;
        }
    }
}
