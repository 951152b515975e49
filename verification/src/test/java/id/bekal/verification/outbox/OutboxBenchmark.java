package id.bekal.verification.outbox;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Compares Bekal's outbox with Spring Modulith's event publication registry, and both with bare
 * loops that have none. Each side runs in a JVM of its own with the same heap, kept for all rounds;
 * store and broker in another; the events are consumed and counted here. Settings are arguments
 * such as {@code --rounds=5}; see docs/benchmarks.md.
 */
final class OutboxBenchmark {

    private final Map<String, String> settings =
            new LinkedHashMap<>(
                    Map.ofEntries(
                            Map.entry("commands", "20000"),
                            Map.entry("backlog", "50000"),
                            Map.entry("rounds", "5"),
                            Map.entry("drain-rounds", "5"),
                            Map.entry("callers", "4"),
                            Map.entry("warm-up", "20000"),
                            Map.entry("latency-seconds", "10"),
                            Map.entry("heap", "512m"),
                            Map.entry("transactions", "false"),
                            Map.entry("modulith-virtual-threads", "true"),
                            Map.entry("sides", "bekal,modulith,modulith-delete,bare,producer"),
                            Map.entry("drain-sides", "bekal,modulith,modulith-delete")));

    private final Map<String, SideProcess> sides = new LinkedHashMap<>();

    public static void main(String[] arguments) {
        var benchmark = new OutboxBenchmark();
        for (String argument : arguments) {
            String[] setting = argument.split("=", 2);
            if (setting.length != 2
                    || !setting[0].startsWith("--")
                    || !benchmark.settings.containsKey(setting[0].substring(2))) {
                System.err.println(
                        "usage: ./bench outbox [--SETTING=VALUE …], with the settings "
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
        try (var servers = new SideProcess("2g", Map.of(), "servers")) {
            String[] addresses = servers.ready().split(" ");
            printHost();
            List<String> names = List.of(settings.get("sides").split(","));
            for (String name : names) {
                sides.put(
                        name,
                        new SideProcess(
                                settings.get("heap"),
                                Map.of(
                                        "bekal.benchmark.transactions",
                                        settings.get("transactions"),
                                        "bekal.benchmark.modulith-virtual-threads",
                                        settings.get("modulith-virtual-threads")),
                                name,
                                addresses[0],
                                addresses[1]));
                sides.get(name).ready();
            }
            boolean valid = true;
            try (var consumer = new Consumer(addresses[1])) {
                var measuring = new Measuring(consumer, servers::cpu);
                if (number("warm-up") > 0) {
                    sides.forEach(
                            (name, side) ->
                                    measuring.commands(
                                            name, side, number("warm-up"), number("callers"), 0));
                }
                valid &= throughput(measuring, names);
                valid &= drains(measuring);
            } finally {
                sides.values().forEach(SideProcess::close);
            }
            System.out.println("\nload average at the end: " + load());
            return valid;
        }
    }

    private void printHost() {
        System.out.println("Benchmark 2, outbox");
        System.out.printf(
                "store: %s%n",
                System.getenv("BEKAL_TEST_MONGODB_URI") != null
                        ? "given by BEKAL_TEST_MONGODB_URI"
                        : "mongo-java-server 1.47.0 with our indexes, in memory");
        System.out.printf(
                "broker: %s%n",
                System.getenv("BEKAL_TEST_KAFKA") != null
                        ? "given by BEKAL_TEST_KAFKA"
                        : "Kafka "
                                + org.apache.kafka.common.utils.AppInfoParser.getVersion()
                                + " in process, one node, acks=all");
        System.out.printf(
                "JDK %s, %d cores, heap %s a side, load average %s%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                settings.get("heap"),
                load());
        System.out.println("settings: " + new java.util.TreeMap<>(settings));
    }

    private static String load() {
        return String.format(
                "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private boolean throughput(Measuring measuring, List<String> names) {
        int rounds = number("rounds");
        if (rounds == 0) {
            return true;
        }
        Map<String, List<List<Run>>> runs =
                rounds(
                        names,
                        rounds,
                        (name, side) ->
                                measuring.commands(
                                        name, side, number("commands"), number("callers"), 0));
        System.out.printf(
                "%n%d commands by %d callers, until the last event was consumed%n",
                number("commands"), number("callers"));
        printRuns(runs);
        printRatios(runs, "commands/s", names);
        boolean valid = valid(runs);
        if (number("latency-seconds") > 0 && names.contains("modulith")) {
            double half = Ratio.median(figures(runs.get("modulith"), Run::perSecond)) / 2;
            int callers = 2 * number("callers");
            int pace = Math.max(1, (int) half / callers) * callers;
            Map<String, List<List<Run>>> paced =
                    rounds(
                            names,
                            1,
                            (name, side) ->
                                    measuring.commands(
                                            name,
                                            side,
                                            pace * number("latency-seconds"),
                                            number("callers"),
                                            pace));
            System.out.printf(
                    "%nLatency from when a command was due until its event was consumed, at %d"
                            + " commands/s (half of Modulith's)%n",
                    pace);
            paced.forEach(
                    (name, rounded) ->
                            System.out.printf(
                                    "%-16s p50 %s ms, p99 %s ms (two runs)%s%n",
                                    name,
                                    pair(rounded, run -> run.latency(0.5)),
                                    pair(rounded, run -> run.latency(0.99)),
                                    valid(Map.of(name, rounded)) ? "" : "  VOID"));
            valid &= valid(paced);
        }
        return valid;
    }

    private static String pair(List<List<Run>> rounds, ToDoubleFunction<Run> figure) {
        return String.join(
                " and ",
                figures(rounds, figure).stream()
                        .map(value -> String.format("%.1f", value))
                        .toList());
    }

    private boolean drains(Measuring measuring) {
        int rounds = number("drain-rounds");
        if (rounds == 0) {
            return true;
        }
        List<String> names =
                List.of(settings.get("drain-sides").split(",")).stream()
                        .filter(sides::containsKey)
                        .toList();
        Map<String, List<List<Run>>> runs =
                rounds(
                        names,
                        rounds,
                        (name, side) -> measuring.drain(name, side, number("backlog")));
        System.out.printf(
                "%nA backlog of %d events, from the start of the drain until the last was"
                        + " consumed%n",
                number("backlog"));
        printRuns(runs);
        printRatios(runs, "drained/s", names);
        return valid(runs);
    }

    /** Each round runs the sides in order and then in reverse: A B B A. */
    private Map<String, List<List<Run>>> rounds(
            List<String> names, int rounds, BiFunction<String, Side, Run> measure) {
        Map<String, List<List<Run>>> runs = new LinkedHashMap<>();
        names.forEach(name -> runs.put(name, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            names.forEach(name -> runs.get(name).add(new ArrayList<>()));
            List<String> order = new ArrayList<>(names);
            List<String> back = new ArrayList<>(names);
            Collections.reverse(back);
            order.addAll(back);
            for (String name : order) {
                Run run = measure.apply(name, sides.get(name));
                runs.get(name).getLast().add(run);
                System.err.printf(
                        "round %d %-16s %8.0f/s, CPU-s/1000 %.2f and servers %.2f, lost %d,"
                                + " duplicates %d%n",
                        round + 1,
                        name,
                        run.perSecond(),
                        run.cpuSecondsPerThousand(),
                        run.serversCpuSecondsPerThousand(),
                        run.lost(),
                        run.duplicates());
            }
        }
        return runs;
    }

    private static List<Double> figures(List<List<Run>> rounds, ToDoubleFunction<Run> figure) {
        return rounds.stream().flatMap(List::stream).map(figure::applyAsDouble).toList();
    }

    private static void printRuns(Map<String, List<List<Run>>> runs) {
        System.out.println(
                "side                 per second: median (least to most)   CPU-s/1000: own  servers   "
                        + "bytes  lost  duplicates  out of order  left pending");
        runs.forEach(
                (name, rounds) -> {
                    List<Double> rates = figures(rounds, Run::perSecond);
                    List<Run> all = rounds.stream().flatMap(List::stream).toList();
                    String range =
                            String.format(
                                    "%.0f (%.0f to %.0f)",
                                    Ratio.median(rates),
                                    Collections.min(rates),
                                    Collections.max(rates));
                    System.out.printf(
                            "%-16s %40s %16.3f %8.3f %7d %5d %11d %13d %13d%n",
                            name,
                            range,
                            Ratio.median(figures(rounds, Run::cpuSecondsPerThousand)),
                            Ratio.median(figures(rounds, Run::serversCpuSecondsPerThousand)),
                            Math.round(
                                    all.stream().mapToLong(Run::bytesPerEvent).average().orElse(0)),
                            all.stream().mapToInt(Run::lost).sum(),
                            all.stream().mapToInt(Run::duplicates).sum(),
                            all.stream().mapToInt(Run::outOfOrder).sum(),
                            all.stream().mapToLong(Run::pending).sum());
                });
    }

    private static void printRatios(
            Map<String, List<List<Run>>> runs, String figure, List<String> names) {
        System.out.println("ratio                                        median   range");
        String first = names.getFirst();
        for (String other : names.subList(1, names.size())) {
            System.out.println(
                    Ratio.of(
                            "%s, %s / %s".formatted(figure, first, other),
                            runs.get(first),
                            runs.get(other),
                            Run::perSecond));
            System.out.println(
                    Ratio.of(
                            "CPU per event, %s / %s".formatted(first, other),
                            runs.get(first),
                            runs.get(other),
                            Run::cpuSecondsPerThousand));
        }
    }

    private static boolean valid(Map<String, List<List<Run>>> runs) {
        return runs.values().stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .allMatch(Run::valid);
    }
}
