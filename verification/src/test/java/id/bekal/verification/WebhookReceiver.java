package id.bekal.verification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.verification.Subscriber.Received;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An institution's own receiver: checks signatures as Standard Webhooks says, takes an event once
 * whatever comes, and refuses three of ten at their first delivery.
 */
final class WebhookReceiver implements AutoCloseable {

    private static final double REFUSED = 0.3;

    private final HttpServer server;
    private final byte[] secret;
    private final Random random = new Random(7);
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<Long, Received> taken = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private boolean refusesNext;
    private int refused;
    private int repeated;

    /** Registers itself for all that is in the institution's feed. */
    WebhookReceiver(InstitutionApi api) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        String made =
                api.post(
                                "/api/webhooks",
                                Map.of(
                                        "url",
                                        "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                                        "signature",
                                        "HMAC",
                                        "after",
                                        0))
                        .expect(201)
                        .json()
                        .path("secret")
                        .asString();
        secret = Base64.getDecoder().decode(made.substring("whsec_".length()));
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = answer(exchange, body);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private synchronized int answer(HttpExchange exchange, byte[] body) {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        if (!isSigned(exchange, id, body)) {
            faults.add("not signed: " + id);
            return 401;
        }
        boolean first = seen.add(id);
        if (first && (refusesNext || random.nextDouble() < REFUSED)) {
            refusesNext = false;
            refused++;
            return 500;
        }
        JsonNode event = JsonMapper.shared().readTree(body);
        Received received = Received.of(event);
        if (!received.id().equals(id)) {
            faults.add("another id in the body: " + id);
        }
        Received before = taken.put(received.number(), received);
        if (before != null) {
            repeated++;
            if (!before.equals(received)) {
                faults.add("two events under one number: " + received.number());
            }
        }
        return 204;
    }

    private boolean isSigned(HttpExchange exchange, String id, byte[] body) {
        try {
            String signed =
                    id
                            + "."
                            + exchange.getRequestHeaders().getFirst("webhook-timestamp")
                            + "."
                            + new String(body, StandardCharsets.UTF_8);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String expected =
                    "v1,"
                            + Base64.getEncoder()
                                    .encodeToString(
                                            mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return Arrays.asList(
                            exchange.getRequestHeaders()
                                    .getFirst("webhook-signature")
                                    .split(" ", -1))
                    .contains(expected);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever it draws, the next event is refused at its first delivery. */
    synchronized void refuseNext() {
        refusesNext = true;
    }

    /** What was taken, by number. */
    synchronized List<Received> received() {
        return taken.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .collect(Collectors.toList());
    }

    List<String> faults() {
        return faults;
    }

    synchronized String said() {
        return "%d taken, %d refused at first, %d repeated"
                .formatted(taken.size(), refused, repeated);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
