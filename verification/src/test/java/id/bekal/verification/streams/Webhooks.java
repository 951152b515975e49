package id.bekal.verification.streams;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import id.bekal.contracts.InstitutionId;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Webhooks whose receivers take a tenth of a second: how many deliveries a second, and whether
 * receivers of others that never answer make them wait.
 */
final class Webhooks implements AutoCloseable {

    private static final long RECEIVER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Pattern MARK = Pattern.compile("@(\\d+)@");

    private final EventsWorld world;
    private final HttpServer receiver;
    private final ServerSocket silent;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<Integer, Long> arrived = new ConcurrentHashMap<>();
    private int mark;

    Webhooks(EventsWorld world) throws IOException {
        this.world = world;
        InetAddress here = InetAddress.getLoopbackAddress();
        receiver = HttpServer.create(new InetSocketAddress(here, 0), 1000);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::take);
        receiver.start();
        // takes connections, as the system does for it, and never answers
        silent = new ServerSocket(0, 1000, here);
    }

    private void take(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher marked = MARK.matcher(body);
        if (marked.find()) {
            arrived.putIfAbsent(Integer.parseInt(marked.group(1)), now);
        }
        taken.incrementAndGet();
        LockSupport.parkNanos(RECEIVER_NANOS);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void register(InstitutionId feed, int port) {
        world.api(feed)
                .post(
                        "/api/webhooks",
                        Map.of(
                                "url",
                                "http://127.0.0.1:" + port + "/",
                                "signature",
                                "HMAC",
                                "after",
                                0))
                .expect(201);
    }

    /** Deliveries a second of so many webhooks, each with so many events waiting. */
    void measure(int webhooks, int events) {
        InstitutionId[] feeds = new InstitutionId[webhooks];
        for (int i = 0; i < webhooks; i++) {
            feeds[i] = StreamsBenchmark.someFeed();
            world.sayAll(feeds[i], events);
        }
        for (InstitutionId feed : feeds) {
            StreamsBenchmark.await(() -> world.head(feed) == events, 120);
        }
        taken.set(0);
        double cpu = world.cpuSeconds("events");
        long begin = System.nanoTime();
        for (InstitutionId feed : feeds) {
            register(feed, receiver.getAddress().getPort());
        }
        StreamsBenchmark.await(() -> taken.get() >= webhooks * events, 300);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d webhooks, a receiver of 100 ms: %d deliveries in %.1f s, %.0f/s, CPU %.0f us a"
                        + " delivery%s%n",
                webhooks,
                taken.get(),
                seconds,
                taken.get() / seconds,
                (world.cpuSeconds("events") - cpu) * 1e6 / taken.get(),
                taken.get() == webhooks * events ? "" : "  VOID: not as many as there are");
    }

    /** From the commit of an event to its arrival, alone and beside receivers that never answer. */
    void measureIsolation(int silentOnes) {
        latency("alone");
        for (int i = 0; i < silentOnes; i++) {
            InstitutionId dead = StreamsBenchmark.someFeed();
            world.sayAll(dead, 200);
            register(dead, silent.getLocalPort());
        }
        latency("beside " + silentOnes + " receivers that never answer");
    }

    private void latency(String beside) {
        InstitutionId feed = StreamsBenchmark.someFeed();
        register(feed, receiver.getAddress().getPort());
        int events = 300;
        int first = mark + 1;
        long[] latencies = new long[events];
        long next = System.nanoTime();
        for (int i = 0; i < events; i++) {
            latencies[i] = world.say("service", feed, ++mark);
            next += TimeUnit.MILLISECONDS.toNanos(20);
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
        int last = mark;
        StreamsBenchmark.await(
                () -> arrived.keySet().stream().filter(one -> one >= first).count() == events, 60);
        int missing = 0;
        for (int i = 0; i < events; i++) {
            Long at = arrived.get(first + i);
            latencies[i] = at == null ? Long.MAX_VALUE : at - latencies[i];
            missing += at == null ? 1 : 0;
        }
        Arrays.sort(latencies);
        System.out.printf(
                "by webhook, 50/s, %s: p50 %.1f ms, p99 %.1f ms, worst %.1f ms%s%n",
                beside,
                latencies[events / 2] / 1e6,
                latencies[(int) (events * 0.99)] / 1e6,
                latencies[events - 1] / 1e6,
                missing == 0 ? "" : "  VOID: %d of %d never came".formatted(missing, last));
    }

    @Override
    public void close() throws IOException {
        receiver.stop(0);
        silent.close();
    }
}
