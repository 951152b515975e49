package id.bekal.quickstart.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A partner's receiver, right but for its faults. Verifies on its own, and not as the kit signs.
 */
final class PartnerReceiver implements AutoCloseable {

    private static final long TOLERANCE = 300;
    private static final int LARGE = 100 * 1024;
    private static final int BUSY = 5;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] secret;
    private final Set<Fault> faults;
    private final Clock clock;
    private final List<String> counted = new CopyOnWriteArrayList<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> firstTimestamps = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> underWayOf = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Long> countedAt = new ConcurrentHashMap<>();
    private final List<Long> numbers = new CopyOnWriteArrayList<>();
    private final Set<String> feeds = ConcurrentHashMap.newKeySet();
    private volatile Duration listDelay = Duration.ZERO;
    private volatile String answer = "";
    private volatile String retryAfter = "";
    private long largest;

    PartnerReceiver(String secret, Clock clock, Fault... faults) throws IOException {
        this.clock = clock;
        this.faults = Set.of(faults);
        String encoded = secret.substring("whsec_".length());
        this.secret =
                has(Fault.TAKES_THE_TEXT_FOR_THE_KEY)
                        ? secret.getBytes(StandardCharsets.UTF_8)
                        : has(Fault.TAKES_THE_BASE64_FOR_THE_KEY)
                                ? encoded.getBytes(StandardCharsets.UTF_8)
                                : Base64.getDecoder().decode(encoded);
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 128);
        server.setExecutor(threads);
        server.createContext("/hook", this::receive);
        server.createContext("/received", this::list);
        server.start();
    }

    URI hook() {
        return at("/hook?for=bekal");
    }

    URI received() {
        return at("/received");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** The body of each answer. */
    void answer(String text) {
        answer = text;
    }

    /** Takes few at once, and says when to come back. */
    void busy(String seconds) {
        retryAfter = seconds;
    }

    int busyAnswers() {
        return busy.get();
    }

    List<String> counted() {
        return counted;
    }

    private boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** Its list lags behind. */
    void listAfter(Duration delay) {
        listDelay = delay;
    }

    List<Long> numbers() {
        return numbers;
    }

    Set<String> feeds() {
        return feeds;
    }

    /** What was counted before the delay. */
    private List<String> listed() {
        long before = System.nanoTime() - listDelay.toNanos();
        return counted.stream().filter(id -> countedAt.get(id) <= before).toList();
    }

    private void list(HttpExchange exchange) throws IOException {
        byte[] ids = JsonMapper.shared().writeValueAsBytes(listed());
        exchange.sendResponseHeaders(200, ids.length);
        exchange.getResponseBody().write(ids);
        exchange.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
        AtomicInteger same = underWayOf.computeIfAbsent(id, key -> new AtomicInteger());
        int together = underWay.incrementAndGet();
        int sameTogether = same.incrementAndGet();
        try {
            int status = status(exchange, id, body, together, sameTogether);
            byte[] text =
                    has(Fault.ANSWERS_AT_LENGTH)
                            ? new byte[70_000]
                            : answer.getBytes(StandardCharsets.UTF_8);
            if (status == 204 && text.length > 0) {
                status = 200;
            }
            boolean bare = status == 204 || text.length == 0;
            exchange.sendResponseHeaders(status, bare ? -1 : text.length);
            if (!bare) {
                exchange.getResponseBody().write(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
            same.decrementAndGet();
            exchange.close();
        }
    }

    private int status(
            HttpExchange exchange, String id, byte[] body, int together, int sameTogether)
            throws InterruptedException {
        if (has(Fault.NEVER_ANSWERS)) {
            closed.await();
        }
        if (has(Fault.REDIRECTS)) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            return 308;
        }
        if (has(Fault.IS_GONE)) {
            return 410;
        }
        if (has(Fault.REFUSES_ALL)) {
            return 401;
        }
        if (has(Fault.WANTS_PLAIN_JSON)
                && !"application/json"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            return 415;
        }
        if (has(Fault.TAKES_100_KB) && body.length > LARGE) {
            return 413;
        }
        if (has(Fault.BREAKS_ON_DUPLICATES_AT_ONCE)) {
            // long enough for the others to be here
            closed.await(100, TimeUnit.MILLISECONDS);
            if (sameTogether > 2) {
                return 500;
            }
        }
        boolean limited =
                !retryAfter.isEmpty()
                        || has(Fault.BREAKS_WHEN_IT_IS_BUSY)
                        || has(Fault.SAYS_BUSY_AND_NOT_HOW_LONG);
        if (limited) {
            closed.await(100, TimeUnit.MILLISECONDS);
            if (together > BUSY) {
                busy.incrementAndGet();
                if (!retryAfter.isEmpty()) {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                }
                return has(Fault.BREAKS_WHEN_IT_IS_BUSY) ? 500 : 429;
            }
        }
        if (has(Fault.NOTES_IDS_BEFORE_IT_VERIFIES) && !seen.add(id)) {
            return 204;
        }
        int refusal = refusal(exchange, id, body);
        if (refusal > 0) {
            refused.add(id);
            if (has(Fault.COUNTS_WHAT_IT_REFUSED)) {
                count(id);
            }
            return refusal;
        }
        if (has(Fault.REFUSES_WHAT_WAS_FORGED_BEFORE) && refused.contains(id)) {
            return 409;
        }
        return take(exchange, id, JsonMapper.shared().readTree(body));
    }

    private synchronized int take(HttpExchange exchange, String id, JsonNode event)
            throws InterruptedException {
        long timestamp = timestamp(exchange);
        long first = firstTimestamps.computeIfAbsent(id, key -> timestamp);
        int attempt = attempts.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
        if (has(Fault.BREAKS_ON_A_THIRD_ATTEMPT) && attempt > 2 && timestamp > first) {
            return 500;
        }
        String type = event.path("type").asString();
        long number = event.path("number").asLong();
        boolean known = counted.contains(id);
        if (known && has(Fault.BREAKS_ON_A_DUPLICATE)
                || number < largest && number > 0 && !known && has(Fault.BREAKS_ON_A_LATE_NUMBER)
                || type.contains("NotYet") && has(Fault.BREAKS_ON_AN_UNKNOWN_TYPE)
                || event.has("later") && has(Fault.BREAKS_ON_UNKNOWN_FIELDS)
                || !event.has("data") && has(Fault.BREAKS_WITHOUT_DATA)
                || number == 0 && has(Fault.BREAKS_ON_NUMBER_ZERO)) {
            return 500;
        }
        if (type.contains("NotYet") && has(Fault.ANSWERS_SLOWLY)) {
            closed.await(700, TimeUnit.MILLISECONDS);
        }
        boolean ignored =
                number < largest && has(Fault.IGNORES_A_LATE_NUMBER)
                        || type.contains("ProgramCompleted") && has(Fault.LOSES_WHAT_IT_TOOK);
        largest = Math.max(largest, number);
        if (!ignored && (!known || has(Fault.COUNTS_DUPLICATES))) {
            count(id);
            numbers.add(number);
            feeds.add(event.path("feed").asString());
        }
        return 204;
    }

    private void count(String id) {
        countedAt.put(id, System.nanoTime());
        counted.add(id);
    }

    private static long timestamp(HttpExchange exchange) {
        return Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
    }

    /** 0: none. */
    private int refusal(HttpExchange exchange, String id, byte[] body) {
        String header = exchange.getRequestHeaders().getFirst("webhook-signature");
        if (header == null) {
            return has(Fault.TAKES_WHAT_IS_NOT_SIGNED)
                    ? 0
                    : has(Fault.BREAKS_WITHOUT_SIGNATURE) ? 500 : 401;
        }
        long timestamp = timestamp(exchange);
        long age = clock.instant().getEpochSecond() - timestamp;
        if (age > TOLERANCE && !has(Fault.TAKES_OLD_TIMESTAMPS)
                || age < -TOLERANCE && !has(Fault.TAKES_TIMESTAMPS_TO_COME)) {
            return 401;
        }
        List<String> given = Arrays.asList(header.split(" "));
        if (has(Fault.READS_THE_FIRST_SIGNATURE)) {
            given = List.of(given.getFirst());
        }
        if (has(Fault.READS_THE_LAST_SIGNATURE)) {
            given = List.of(given.getLast());
        }
        if (has(Fault.BREAKS_ON_AN_UNKNOWN_VERSION)
                && given.stream().anyMatch(one -> !one.startsWith("v1,"))) {
            return 400;
        }
        return has(Fault.TAKES_ANY_SIGNATURE) || isSigned(given, id, timestamp, body)
                ? 0
                : has(Fault.BREAKS_ON_A_WRONG_SIGNATURE) ? 500 : 401;
    }

    private boolean isSigned(List<String> given, String id, long timestamp, byte[] bytes) {
        String body = new String(bytes, StandardCharsets.UTF_8);
        String signedId =
                has(Fault.VERIFIES_THE_ID_OF_THE_BODY)
                        ? JsonMapper.shared().readTree(body).path("id").asString()
                        : id;
        String signedBody =
                has(Fault.VERIFIES_PARSED_JSON)
                        ? body.replace("100.0", "100")
                        : has(Fault.VERIFIES_ANY_FIGURE)
                                ? body.replace("\"seatsTaken\":2", "\"seatsTaken\":1")
                                : body;
        long around = has(Fault.VERIFIES_ANY_TIMESTAMP) ? 100 : 0;
        return LongStream.rangeClosed(timestamp - around, timestamp + around)
                .mapToObj(
                        at ->
                                has(Fault.VERIFIES_THE_BODY_ALONE)
                                        ? signature(signedBody)
                                        : signature(signedId + "." + at + "." + signedBody))
                .anyMatch(given::contains);
    }

    private String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] code = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return "v1,"
                    + (has(Fault.VERIFIES_IN_HEXADECIMAL)
                            ? HexFormat.of().formatHex(code)
                            : Base64.getEncoder().encodeToString(code));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
