package id.bekal.verification.access;

import id.bekal.verification.TheInstallation;

import tools.jackson.databind.JsonNode;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the token check and the access log cost of the throughput of {@code GET /api/learners/{id}}:
 * training-service as it is beside training-services that lack one or both, over the same store and
 * broker, each with the same heap. Settings are arguments such as {@code --rounds=5}; see
 * docs/benchmarks.md.
 */
final class AccessBenchmark {

    /** As a container of the image runs it, in a heap of its 640 MB; ./bekal up saves memory. */
    private static final Map<String, List<String>> JVMS =
            Map.of(
                    "image",
                    List.of("-Xmx384m", "-Xss512k", "-XX:+UseSerialGC"),
                    "quickstart",
                    List.of(
                            "-Xmx224m",
                            "-Xss512k",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:MaxMetaspaceSize=256m"));

    private static final String OPTIMISED = "-XX:TieredStopAtLevel=4";

    /** The store's process: as ./bekal up runs it, or with the optimising compiler. */
    private static final Map<String, List<String>> STORES =
            Map.of(
                    "file", List.of(),
                    "file-optimised", List.of(OPTIMISED),
                    "memory", List.of(OPTIMISED, "-Dbekal.store=memory"));

    private static final double GOAL = 0.9;

    private final Map<String, String> settings =
            new LinkedHashMap<>(
                    Map.of(
                            "learners", "200",
                            "reads", "4000",
                            "rounds", "5",
                            "connections", "8",
                            "warm-up", "12000",
                            "jvm", "image",
                            "store", "file",
                            "sides", "on,off,no-access-log,no-token-check"));

    private final Map<Variant, List<List<Run>>> runs = new EnumMap<>(Variant.class);
    private int unmeasured;
    private boolean valid = true;

    public static void main(String[] arguments) {
        var benchmark = new AccessBenchmark();
        for (String argument : arguments) {
            String[] setting = argument.split("=", 2);
            if (setting.length != 2
                    || !setting[0].startsWith("--")
                    || !benchmark.settings.containsKey(setting[0].substring(2))) {
                System.err.println(
                        "usage: ./bench access [--SETTING=VALUE …], with the settings "
                                + benchmark.settings);
                System.exit(2);
            }
            benchmark.settings.put(setting[0].substring(2), setting[1]);
        }
        System.exit(benchmark.run() ? 0 : 1);
    }

    private int number(String setting) {
        return Integer.parseInt(settings.get(setting));
    }

    private boolean run() {
        Locale.setDefault(Locale.ROOT);
        ((ch.qos.logback.classic.Logger)
                        org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .setLevel(ch.qos.logback.classic.Level.ERROR);
        List<Variant> sides =
                Arrays.stream(settings.get("sides").split(",")).map(Variant::named).toList();
        List<String> jvm = JVMS.get(settings.get("jvm"));
        List<String> store = STORES.get(settings.get("store"));
        if (jvm == null || store == null) {
            throw new IllegalArgumentException(
                    "jvm is one of " + JVMS.keySet() + ", store one of " + STORES.keySet());
        }
        Path root = Path.of(System.getProperty("bekal.root", ".."));
        Map<String, String> ports = TheInstallation.freePorts();
        Map<String, String> all = new HashMap<>(ports);
        all.put("BEKAL_JVM_OPTIONS", String.join(" ", store));
        try (var installation = TheInstallation.started(root, all, System.err);
                var world = new AccessWorld(installation, ports, root, number("learners"))) {
            sides.forEach(side -> world.start(side, jvm));
            sides.forEach(side -> check(world.read(side, number("warm-up"), connections())));
            printHost(world, jvm);
            sides.forEach(side -> runs.put(side, new ArrayList<>()));
            for (int round = 1; round <= number("rounds"); round++) {
                round(world, sides, round);
            }
            printRuns();
            if (sides.contains(Variant.OFF)) {
                printRatios();
            }
            printLog(world);
            System.out.println("load average at the end: " + load());
            return valid;
        }
    }

    private int connections() {
        return number("connections");
    }

    /** Runs the sides in order and then in reverse: A B B A. */
    private void round(AccessWorld world, List<Variant> sides, int round) {
        List<Variant> order = new ArrayList<>(sides);
        order.addAll(sides.reversed());
        sides.forEach(side -> runs.get(side).add(new ArrayList<>()));
        for (Variant side : order) {
            // connections, and where the other instance left the chain: not measured, but checked
            check(world.read(side, Math.max(1, number("reads") / 20), connections()));
            Run run = world.read(side, number("reads"), connections());
            valid &= run.valid();
            runs.get(side).getLast().add(run);
            System.err.printf(
                    "round %d %-15s %6.0f/s, CPU %4.0f us and servers %4.0f us, p99 %.1f ms, %d"
                            + " accesses in %d blocks, load %s%s%n",
                    round,
                    side,
                    run.perSecond(),
                    run.cpuMicros(),
                    run.serversCpuMicros(),
                    run.latencyMillis(0.99),
                    run.logged().accesses(),
                    run.logged().blocks(),
                    load(),
                    run.valid() ? "" : "  VOID");
        }
    }

    private void check(Run run) {
        valid &= run.valid();
        unmeasured += run.variant().logsAccesses() ? run.reads() : 0;
    }

    private void printHost(AccessWorld world, List<String> jvm) {
        System.out.println("Token check and access log, GET /api/learners/{id}");
        System.out.printf(
                "store: mongo-java-server 1.47.0, %s, in the installation's infrastructure"
                        + " process%n",
                settings.get("store"));
        System.out.printf(
                "tokens: signed by %s, a new one for each run%n"
                        + "JDK %s, %d cores, each side: java %s, load average %s%n"
                        + "settings: %s%n%n",
                world.algorithm(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                String.join(" ", jvm),
                load(),
                new TreeMap<>(settings));
    }

    private static String load() {
        return String.format(
                "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static List<Double> figures(List<List<Run>> rounds, ToDoubleFunction<Run> figure) {
        return rounds.stream().flatMap(List::stream).map(figure::applyAsDouble).toList();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private void printRuns() {
        System.out.printf("%d reads a run by %d connections%n", number("reads"), connections());
        System.out.println(
                "side               reads/s: median (least to most)   CPU us/read: own  store"
                        + "   p50 ms  p99 ms   logged of answered   accesses/block");
        runs.forEach(
                (side, rounds) -> {
                    List<Double> rates = figures(rounds, Run::perSecond);
                    List<Run> all = rounds.stream().flatMap(List::stream).toList();
                    System.out.printf(
                            "%-15s %34s %18.0f %6.0f %8.2f %7.2f %20s %16s%n",
                            side,
                            String.format(
                                    "%.0f (%.0f to %.0f)",
                                    median(rates), Collections.min(rates), Collections.max(rates)),
                            median(figures(rounds, Run::cpuMicros)),
                            median(figures(rounds, Run::serversCpuMicros)),
                            median(figures(rounds, run -> run.latencyMillis(0.5))),
                            median(figures(rounds, run -> run.latencyMillis(0.99))),
                            all.stream().mapToLong(run -> run.logged().accesses()).sum()
                                    + " of "
                                    + all.stream().mapToInt(r -> r.reads() - r.failed()).sum(),
                            side.logsAccesses()
                                    ? String.format(
                                            "%.1f", median(figures(rounds, Run::accessesPerBlock)))
                                    : "-");
                });
    }

    private void printRatios() {
        System.out.println("ratio                                      median   range");
        for (Variant side : runs.keySet()) {
            if (side != Variant.OFF) {
                printRatio(side + " / off, reads/s", side, Run::perSecond);
                printRatio(side + " / off, own CPU a read", side, Run::cpuMicros);
                printRatio(
                        side + " / off, all CPU a read",
                        side,
                        run -> run.cpuMicros() + run.serversCpuMicros());
            }
        }
        if (runs.containsKey(Variant.ON)) {
            double kept = median(ratios(Variant.ON, Run::perSecond));
            System.out.printf(
                    "token check and access log cost %.1f %% of throughput; at most %.0f %% is the"
                            + " goal: %s%n",
                    100 * (1 - kept),
                    100 * (1 - GOAL),
                    !valid ? "VOID" : kept >= GOAL ? "met" : "missed");
        }
    }

    private List<Double> ratios(Variant side, ToDoubleFunction<Run> figure) {
        return IntStream.range(0, runs.get(side).size())
                .mapToObj(
                        round ->
                                mean(runs.get(side).get(round), figure)
                                        / mean(runs.get(Variant.OFF).get(round), figure))
                .toList();
    }

    private static double mean(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    private void printRatio(String name, Variant side, ToDoubleFunction<Run> figure) {
        List<Double> ratios = ratios(side, figure);
        System.out.printf(
                "%-42s %6.3f   %.3f to %.3f   %d rounds%s%n",
                name,
                median(ratios),
                Collections.min(ratios),
                Collections.max(ratios),
                ratios.size(),
                valid ? "" : "   VOID: reads failed, or were not logged as they should be");
    }

    /** The chain must be whole and hold each read of the sides that log, and no other. */
    private void printLog(AccessWorld world) {
        long expected =
                unmeasured
                        + runs.values().stream()
                                .flatMap(List::stream)
                                .flatMap(List::stream)
                                .filter(run -> run.variant().logsAccesses())
                                .mapToLong(Run::reads)
                                .sum();
        JsonNode chain = world.verification();
        boolean whole =
                chain.path("intact").asBoolean() && chain.path("accesses").asLong() == expected;
        valid &= whole;
        System.out.printf(
                "access log: %d accesses in %d blocks, chain %s; %d reads of sides that log, %d of"
                        + " them to warm up%s%n",
                chain.path("accesses").asLong(),
                chain.path("blocks").asLong(),
                chain.path("intact").asBoolean() ? "intact" : "BROKEN",
                expected,
                unmeasured,
                whole ? "" : ": VOID");
    }
}
