package id.bekal.verification.issuance;

import id.bekal.verification.access.Reader;
import id.bekal.verification.measured.Figures;
import id.bekal.verification.measured.Options;

import org.bson.Document;
import org.bson.types.Binary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Benchmark 7: whether an operation takes longer when an issuer has many certificates. Beside it
 * how long a status list takes to be made anew, verifications a second, and how soon a revocation
 * is seen. Settings are arguments such as {@code --large=100000}; see docs/benchmarks.md.
 */
final class GrowthBenchmark {

    private static final double GOAL = 1.25;
    private static final int SEATS = 50;
    private static final int CLASSES_AT_ONCE = 100;
    private static final int STATUS_LIST_BYTES = 1 << 14;

    private final Map<String, String> settings =
            Options.of(
                    Map.ofEntries(
                            Map.entry("small", "1000"),
                            Map.entry("large", "100000"),
                            Map.entry("fill", "copied"),
                            Map.entry("learners", "1000"),
                            Map.entry("warm-up", "100"),
                            Map.entry("cycles", "2"),
                            Map.entry("repetitions", "100"),
                            Map.entry("rounds", "5"),
                            Map.entry("verifications", "4000"),
                            Map.entry("connections", "8"),
                            Map.entry("accept", "application/json"),
                            Map.entry("revocations", "100"),
                            Map.entry("lists", "8")));

    private boolean valid = true;

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        Options.quiet();
        var benchmark = new GrowthBenchmark();
        Options.read("growth", arguments, benchmark.settings);
        Options.end(benchmark::run);
    }

    private int number(String setting) {
        return Integer.parseInt(settings.get(setting));
    }

    private boolean run() {
        try (var world =
                new CertificationWorld(
                        new CertificationWorld.Setup(
                                Options.root(),
                                serviceJvm(),
                                Options.classesFirst(settings),
                                Options.store(settings),
                                1,
                                number("learners"),
                                SEATS))) {
            growth(world);
            printStatusLists(world);
            System.out.println("load average at the end: " + Figures.load());
            return valid;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Nothing finishes what a crash left meanwhile: it would find a class that is being issued, and
     * insert its certificates once more after they were taken out of the store.
     */
    private List<String> serviceJvm() {
        List<String> jvm = new ArrayList<>(Options.service(Options.jvm(settings), settings));
        jvm.add("-Dbekal.issuance.finish-every=1h");
        return jvm;
    }

    private void growth(CertificationWorld world) throws IOException {
        var operations = new Operations(world, settings.get("accept"));
        world.remove(filled(world, number("warm-up") * SEATS));
        List<String> small = filled(world, number("small"));
        operations.measure(small, small, number("repetitions"));
        Options.printHost("Benchmark 7, growth", settings);

        Map<String, Operations.Measured> few = new LinkedHashMap<>();
        Map<String, Operations.Measured> many = new LinkedHashMap<>();
        for (int cycle = 1; cycle <= number("cycles"); cycle++) {
            // A B B A
            measure(operations, few, small, small);
            long begin = System.nanoTime();
            List<String> more =
                    copied() ? world.copy(small, number("large")) : filled(world, number("large"));
            System.err.printf(
                    "%d certificates more in %.0f s%n",
                    more.size(), (System.nanoTime() - begin) / 1e9);
            // only of those that were issued can be read whom they name
            List<String> readable = copied() ? small : more;
            measure(operations, many, readable, more);
            measure(operations, many, readable, more);
            if (cycle == number("cycles")) {
                printVerifications(world, operations, readable);
            }
            world.remove(more);
            measure(operations, few, small, small);
        }
        operations.faults().stream().distinct().limit(5).forEach(System.err::println);
        valid &= operations.faults().isEmpty();
        print(few, many);
        printRevocations(world, small);
    }

    private boolean copied() {
        return settings.get("fill").equals("copied");
    }

    private void measure(
            Operations operations,
            Map<String, Operations.Measured> into,
            List<String> readable,
            List<String> all)
            throws IOException {
        operations
                .measure(readable, all, number("repetitions"))
                .forEach(
                        (operation, measured) ->
                                into.merge(operation, measured, Operations.Measured::and));
    }

    /** Issues until there are so many; the new ones. */
    private List<String> filled(CertificationWorld world, int upTo) {
        List<String> ids = new ArrayList<>();
        while (world.count() < upTo) {
            int classes =
                    (int) Math.min(CLASSES_AT_ONCE, (upTo - world.count() + SEATS - 1) / SEATS);
            Issue issue = world.issue(classes);
            issue.faults().stream().limit(5).forEach(System.err::println);
            valid &= issue.valid();
            ids.addAll(issue.ids());
        }
        return ids;
    }

    private void print(
            Map<String, Operations.Measured> few, Map<String, Operations.Measured> many) {
        System.out.printf(
                "%d runs of each size in order A B B A, %s repetitions a run (a fifth of classes,"
                        + " own lists, relay and sweep)%n%-36s %10s %10s %8s %12s %10s %8s%n",
                2 * number("cycles"),
                settings.get("repetitions"),
                "operation",
                "ms, " + settings.get("small"),
                settings.get("large"),
                "ratio",
                "CPU ms, " + settings.get("small"),
                settings.get("large"),
                "ratio");
        many.forEach(
                (operation, large) -> {
                    Operations.Measured small = few.get(operation);
                    double ratio = large.median() / small.median();
                    System.out.printf(
                            "%-36s %10.2f %10.2f %8.2f %12.2f %10.2f %8.2f  %s%n",
                            operation,
                            small.median(),
                            large.median(),
                            ratio,
                            small.cpuMillis(),
                            large.cpuMillis(),
                            large.cpuMillis() / small.cpuMillis(),
                            !valid ? "VOID" : ratio <= GOAL ? "met" : "missed");
                });
        System.out.printf("at most %.2f is the goal, of medians%n", GOAL);
    }

    private void printVerifications(
            CertificationWorld world, Operations operations, List<String> ids) {
        List<String> tokens = operations.tokens(ids.subList(0, Math.min(1000, ids.size())));
        int count = number("verifications");
        List<Double> rates = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        List<Double> servers = new ArrayList<>();
        for (int round = 0; round < number("rounds"); round++) {
            var cpu = world.serviceCpu();
            var serversCpu = world.serversCpu();
            rates.add(verified(world, tokens, count));
            own.add(world.serviceCpu().minus(cpu).toNanos() / 1e3 / count);
            servers.add(world.serversCpu().minus(serversCpu).toNanos() / 1e3 / count);
        }
        if (!rates.isEmpty()) {
            System.out.printf(
                    "verifications/s (%s), %d certificates, %s connections: %s; CPU us each: own"
                            + " %.0f, store %.0f%n",
                    settings.get("accept"),
                    world.count(),
                    settings.get("connections"),
                    new Figures(rates).text(0),
                    new Figures(own).median(),
                    new Figures(servers).median());
        }
    }

    private double verified(CertificationWorld world, List<String> tokens, int count) {
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        Callable<Void> work =
                () -> {
                    try (var reader = new Reader(world.port(), null, settings.get("accept"))) {
                        for (int i = next.getAndIncrement();
                                i < count;
                                i = next.getAndIncrement()) {
                            if (reader.get("/verify/" + tokens.get(i % tokens.size())).status()
                                    != 200) {
                                failed.incrementAndGet();
                            }
                        }
                    }
                    return null;
                };
        int connections = number("connections");
        long begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Void>> all =
                    IntStream.range(0, connections).mapToObj(i -> threads.submit(work)).toList();
            for (Future<Void> one : all) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        double perSecond = count * 1e9 / (System.nanoTime() - begin);
        valid &= failed.get() == 0;
        return perSecond;
    }

    private void printRevocations(CertificationWorld world, List<String> ids) throws IOException {
        int count = number("revocations");
        if (count == 0) {
            return;
        }
        Revocations seen = Revocations.of(world, ids.subList(ids.size() - count, ids.size()));
        System.out.printf(
                "%d revocations, ms from sending the confirmation until seen, median (least to"
                        + " most): page %s, status list %s, topic %s, the issuer's stream %s%n",
                count,
                seen.page().text(0),
                seen.statusList().text(0),
                seen.topic().text(0),
                seen.feed().text(0));
    }

    /** Sets a bit of each list as the service does, and fetches the list, which is signed anew. */
    private void printStatusLists(CertificationWorld world) throws IOException {
        int lists = number("lists");
        if (lists == 0) {
            return;
        }
        var random = new Random(1);
        var stored = world.collection("status_lists");
        String issuer = world.provider(0);
        for (int list = 101; list <= 100 + lists; list++) {
            byte[] bits = new byte[STATUS_LIST_BYTES];
            // of a hundred certificates one is void
            for (int i = 0; i < STATUS_LIST_BYTES * 8 / 100; i++) {
                bits[random.nextInt(bits.length)] |= (byte) (1 << random.nextInt(8));
            }
            stored.insertOne(
                    new Document("_id", issuer + "-" + list)
                            .append("issuer", issuer)
                            .append("version", 0L)
                            .append("bits", new Binary(bits)));
        }
        List<Double> each = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        try (var reader = new StatusListReader(world.port())) {
            for (int round = 0; round < 2 * number("rounds"); round++) {
                double sum = 0;
                for (int list = 101; list <= 100 + lists; list++) {
                    String id = issuer + "-" + list;
                    int place = random.nextInt(STATUS_LIST_BYTES * 8);
                    long begin = System.nanoTime();
                    set(stored.find(new Document("_id", id)).first(), stored, place);
                    reader.fetch(id);
                    double millis = (System.nanoTime() - begin) / 1e6;
                    valid &= reader.isSet(id, place);
                    if (round >= number("rounds")) {
                        each.add(millis);
                        sum += millis;
                    }
                }
                if (round >= number("rounds")) {
                    all.add(sum);
                }
            }
        }
        System.out.printf(
                "status lists, %d places in %d lists, 1 %% void, ms to read, set one bit, store,"
                        + " gzip, sign and fetch: a list %s, all %s%s%n",
                lists * STATUS_LIST_BYTES * 8,
                lists,
                new Figures(each).text(1),
                new Figures(all).text(1),
                valid ? "" : "   VOID");
    }

    private static void set(
            @org.jspecify.annotations.Nullable Document list,
            com.mongodb.client.MongoCollection<Document> stored,
            int place) {
        if (list == null) {
            throw new IllegalStateException("no such list");
        }
        byte[] bits = Arrays.copyOf(list.get("bits", Binary.class).getData(), STATUS_LIST_BYTES);
        bits[place / 8] |= (byte) (0x80 >>> place % 8);
        long version = list.getLong("version");
        stored.updateOne(
                new Document("_id", list.getString("_id")).append("version", version),
                new Document(
                        "$set",
                        new Document("bits", new Binary(bits)).append("version", version + 1)));
    }
}
