package id.bekal.verification.streams;

import id.bekal.contracts.InstitutionId;
import id.bekal.verification.measured.Figures;
import id.bekal.verification.measured.Options;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Benchmark 5: so many listeners of one feed, one event a second to all of them. What they cost in
 * memory and processor time, and how long after its commit to Kafka each hears an event; beside a
 * bare WebFlux stream in the same run, and through the gateway.
 */
final class StreamsBenchmark {

    private static final double GIB = 1024.0 * 1024 * 1024;

    private final Map<String, String> settings;
    private final EventsWorld world;
    private int mark;

    private StreamsBenchmark(Map<String, String> settings, EventsWorld world) {
        this.settings = settings;
        this.world = world;
    }

    /** One side, once. */
    private record Measured(
            int listeners,
            long bytes,
            double cpuMicrosPerDelivery,
            double p50,
            double p99,
            double worst,
            long missing,
            long ended) {

        double perGib() {
            return listeners / (bytes / GIB);
        }
    }

    public static void main(String[] arguments) {
        Options.quiet();
        Map<String, String> own = new LinkedHashMap<>();
        own.put("sides", "service,bare,gateway");
        own.put("subscribers", "5000");
        own.put("events", "30");
        own.put("rounds", "3");
        own.put("warm-up", "60");
        // of each side, whatever the profile says
        own.put("heap", "1g");
        // events a second; the goal of 200 is one of few listeners
        own.put("rate", "1");
        // so many events put at once: how fast a feed takes them; 0 for none
        own.put("append", "0");
        // so many webhooks with 1,000 events each, and as many whose receivers never answer; 0 for
        // none
        own.put("webhooks", "0");
        Map<String, String> settings = Options.of(own);
        Options.read("streams", arguments, settings);
        Set<String> sides = new TreeSet<>(List.of(settings.get("sides").split(",")));
        Options.printHost("Benchmark 5, streams", settings);
        Options.end(
                () -> {
                    try (EventsWorld world =
                            new EventsWorld(
                                    Options.root(),
                                    Options.service(jvm(settings), settings),
                                    jvm(settings),
                                    Options.store(settings),
                                    sides)) {
                        new StreamsBenchmark(settings, world).run(settings.get("sides").split(","));
                        System.out.println("load average at the end: " + Figures.load());
                        return true;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static List<String> jvm(Map<String, String> settings) {
        List<String> all = new ArrayList<>(Options.jvm(settings));
        all.addAll(EventsWorld.heap(settings.get("heap")));
        return all;
    }

    private int number(String setting) {
        return Integer.parseInt(settings.get(setting));
    }

    private void run(String[] sides) throws Exception {
        for (String side : sides) {
            measure(side, 200, number("warm-up"), 50);
        }
        System.out.printf(
                "%-8s %10s %14s %12s %22s %9s %9s %9s%n",
                "side",
                "listeners",
                "MiB for them",
                "per GiB",
                "CPU us/delivery",
                "p50 ms",
                "p99 ms",
                "worst");
        Map<String, double[]> perGib = new LinkedHashMap<>();
        for (int round = 0; round < number("rounds"); round++) {
            for (int i = 0; i < sides.length; i++) {
                // in order and back
                String side = sides[round % 2 == 0 ? i : sides.length - 1 - i];
                Measured measured =
                        measure(
                                side,
                                number("subscribers"),
                                number("events"),
                                1000 / number("rate"));
                perGib.computeIfAbsent(side, name -> new double[number("rounds")])[round] =
                        measured.perGib();
                System.out.printf(
                        "%-8s %10d %14.0f %12.0f %22.1f %9.1f %9.1f %9.1f%s%n",
                        side,
                        measured.listeners(),
                        measured.bytes() / 1024.0 / 1024,
                        measured.perGib(),
                        measured.cpuMicrosPerDelivery(),
                        measured.p50(),
                        measured.p99(),
                        measured.worst(),
                        measured.missing() + measured.ended() == 0
                                ? ""
                                : "  VOID: %d deliveries missing, %d streams ended"
                                        .formatted(measured.missing(), measured.ended()));
            }
        }
        if (number("append") > 0) {
            append(number("append") / 4);
            append(number("append"));
        }
        if (number("webhooks") > 0) {
            try (Webhooks webhooks = new Webhooks(world)) {
                webhooks.measure(number("webhooks"), 250);
                webhooks.measure(number("webhooks"), 1000);
                webhooks.measureIsolation(number("webhooks"));
            }
        }
        if (perGib.containsKey("service") && perGib.containsKey("bare")) {
            double[] ratios = new double[number("rounds")];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = perGib.get("service")[i] / perGib.get("bare")[i];
            }
            Arrays.sort(ratios);
            System.out.printf(
                    "subscribers per GiB, service / bare: %.2f (%.2f to %.2f); at least 0.5, and"
                            + " 10,000 per GiB, is the goal%n",
                    ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1]);
        }
    }

    /** From the first record on a service's topic to the last entry in one institution's feed. */
    private void append(int events) {
        InstitutionId feed = someFeed();
        double cpu = world.cpuSeconds("events");
        long begin = System.nanoTime();
        world.sayAll(feed, events);
        await(() -> world.head(feed) == events, 300);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "appended to one feed: %d events in %.1f s, %.0f/s, CPU %.0f us an event%s%n",
                events,
                seconds,
                events / seconds,
                (world.cpuSeconds("events") - cpu) * 1e6 / events,
                world.head(feed) == events ? "" : "  VOID: " + world.head(feed) + " are there");
    }

    static InstitutionId someFeed() {
        return new InstitutionId("blk-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Processes whose memory and time a side's listeners take. */
    private static String process(String side) {
        return side.equals("service") ? "events" : side;
    }

    private Measured measure(String side, int count, int events, int everyMillis) throws Exception {
        InstitutionId feed = someFeed();
        Measured measured = measure(side, feed, count, events, everyMillis);
        // a server finds out by writing that they are gone; the next round begins without them
        for (int i = 0; i < 5; i++) {
            world.say(side, feed, 0);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        }
        return measured;
    }

    private Measured measure(
            String side, InstitutionId feed, int count, int events, int everyMillis)
            throws Exception {
        String process = process(side);
        try (Listeners listeners = world.listeners(side, feed)) {
            long before = world.heldBytes(process);
            listeners.open(count);
            await(() -> listeners.answered() == count, 60);
            double cpu = world.cpuSeconds(process);
            long[] latencies = new long[count * events];
            long missing = 0;
            long[] commits = new long[events];
            int first = mark + 1;
            long next = System.nanoTime();
            for (int i = 0; i < events; i++) {
                listeners.expect(++mark, count);
                commits[i] = world.say(side, feed, mark);
                next += TimeUnit.MILLISECONDS.toNanos(everyMillis);
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            }
            int last = mark;
            await(() -> listeners.heard(last) == count, 10);
            for (int i = 0; i < events; i++) {
                int heard = listeners.heard(first + i);
                missing += Math.abs(count - heard);
                long[] times = listeners.times(first + i);
                for (int j = 0; j < count; j++) {
                    latencies[i * count + j] = times[j] - commits[i];
                }
            }
            cpu = world.cpuSeconds(process) - cpu;
            long bytes = Math.max(1, world.heldBytes(process) - before);
            Arrays.sort(latencies);
            return new Measured(
                    count,
                    bytes,
                    cpu * 1e6 / (count * (double) events),
                    at(latencies, 0.5),
                    at(latencies, 0.99),
                    at(latencies, 1),
                    missing,
                    listeners.ended());
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }

    static void await(java.util.function.BooleanSupplier done, int seconds) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!done.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
