package id.bekal.verification.issuance;

import id.bekal.verification.measured.Figures;
import id.bekal.verification.measured.MeasuredProcess;
import id.bekal.verification.measured.Options;

import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Benchmark 1: certificates a second of certification-service, from the first completed class put
 * on the topic until the last event of a certificate was consumed, beside a bare loop that signs
 * the same bytes and inserts the same documents. Settings are arguments such as {@code --rounds=5};
 * see docs/benchmarks.md.
 */
final class IssuanceBenchmark {

    private static final double GOAL = 0.5;
    private static final String SERVICE = "service";
    private static final String BARE = "bare";
    private static final String INDEXED = "bare-indexed";

    private final Map<String, String> settings =
            Options.of(
                    Map.of(
                            "classes", "100",
                            "seats", "50",
                            "learners", "1000",
                            "providers", "4",
                            "rounds", "5",
                            "warm-up", "300",
                            "sides", SERVICE + "," + BARE,
                            "signing-rounds", "5"));

    private final Map<String, List<List<Issue>>> runs = new LinkedHashMap<>();
    private boolean valid = true;

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        Options.quiet();
        var benchmark = new IssuanceBenchmark();
        Options.read("issuance", arguments, benchmark.settings);
        Options.end(benchmark::run);
    }

    private int number(String setting) {
        return Integer.parseInt(settings.get(setting));
    }

    private boolean run() {
        List<String> jvm = Options.jvm(settings);
        List<String> sides = Arrays.asList(settings.get("sides").split(","));
        try (var world =
                new CertificationWorld(
                        new CertificationWorld.Setup(
                                Options.root(),
                                Options.service(jvm, settings),
                                Options.classesFirst(settings),
                                Options.store(settings),
                                number("providers"),
                                number("learners"),
                                number("seats")))) {
            check(world.issue(number("warm-up")), "warm-up");
            Path payloads = world.folder().resolve("payloads");
            Path documents = world.folder().resolve("documents");
            String sizes =
                    writeTemplates(world, check(world.issue(1), "templates"), payloads, documents);
            Options.printHost("Benchmark 1, issuance", settings);
            System.out.println(sizes);
            try (var bare = new BareLoop.Running(world, jvm, payloads, documents)) {
                int count = number("classes") * number("seats");
                for (int warmed = 0;
                        warmed < number("warm-up") * number("seats");
                        warmed += count) {
                    check(bare.insert(count, false), "warm-up");
                }
                sides.forEach(side -> runs.put(side, new ArrayList<>()));
                for (int round = 1; round <= number("rounds"); round++) {
                    round(world, bare, sides, round);
                }
            }
            if (number("rounds") > 0) {
                printRuns();
                printRatios(sides);
            }
            if (number("signing-rounds") > 0) {
                printSigning(world, jvm, payloads);
            }
            System.out.println("load average at the end: " + Figures.load());
            return valid;
        }
    }

    private Issue check(Issue issue, String when) {
        issue.faults().stream()
                .limit(5)
                .forEach(fault -> System.err.println(when + " VOID: " + fault));
        valid &= issue.valid();
        return issue;
    }

    /**
     * What the bare loop signs and inserts is taken from a class that the service just issued.
     *
     * @return how many bytes that is
     */
    static String writeTemplates(
            CertificationWorld world, Issue issue, Path payloads, Path documents) {
        Map<String, Document> outbox = new LinkedHashMap<>();
        world.events()
                .soFar()
                .forEach(
                        arrived -> {
                            var envelope = arrived.envelope();
                            outbox.put(
                                    envelope.subject(),
                                    new Document("_id", envelope.id())
                                            .append("topic", "bekal.certification.v1")
                                            .append("at", new java.util.Date())
                                            .append("json", new String(arrived.value())));
                        });
        List<String> signed = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        long bytes = 0;
        for (Document certificate : world.stored(issue.ids())) {
            String id = certificate.getString("_id");
            String jws =
                    new String(
                            world.api(certificate.getString("issuer"))
                                    .get("/api/certificates/" + id + "/credential")
                                    .expect(200)
                                    .bytes());
            signed.add(jws.substring(0, jws.lastIndexOf('.')));
            // as it was inserted, with its event
            certificate.put("outbox", List.of(outbox.get(id)));
            stored.add(certificate.toJson());
            bytes +=
                    new RawBsonDocument(certificate, new DocumentCodec())
                            .getByteBuffer()
                            .remaining();
        }
        try {
            Files.write(payloads, signed);
            Files.write(documents, stored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.format(
                "a certificate: %d bytes signed, a document of %d bytes with its event (means)",
                (int) signed.stream().mapToInt(String::length).average().orElseThrow(),
                bytes / stored.size());
    }

    /** Runs the sides in order and then in reverse: A B B A. */
    private void round(
            CertificationWorld world, BareLoop.Running bare, List<String> sides, int round) {
        List<String> order = new ArrayList<>(sides);
        order.addAll(sides.reversed());
        sides.forEach(side -> runs.get(side).add(new ArrayList<>()));
        for (String side : order) {
            int count = number("classes") * number("seats");
            Issue issue =
                    check(
                            switch (side) {
                                case SERVICE -> world.issue(number("classes"));
                                case BARE -> bare.insert(count, false);
                                case INDEXED -> bare.insert(count, true);
                                default ->
                                        throw new IllegalArgumentException(
                                                "no side is called " + side);
                            },
                            side);
            runs.get(side).getLast().add(issue);
            System.err.printf(
                    "round %d %-13s %6.0f/s, CPU %4.0f us and servers %4.0f us, load %s%n",
                    round,
                    side,
                    issue.perSecond(),
                    issue.cpuMicros(),
                    issue.serversCpuMicros(),
                    Figures.load());
        }
    }

    private static Figures figures(List<List<Issue>> rounds, ToDoubleFunction<Issue> figure) {
        return new Figures(
                rounds.stream().flatMap(List::stream).map(figure::applyAsDouble).toList());
    }

    private void printRuns() {
        System.out.printf(
                "%d classes of %d a run, until the last event was consumed%n",
                number("classes"), number("seats"));
        System.out.println(
                "side            certificates/s: median (least to most)   CPU us/certificate: own "
                        + " store and broker");
        runs.forEach(
                (side, rounds) ->
                        System.out.printf(
                                "%-15s %38s %24.0f %18.0f%n",
                                side,
                                figures(rounds, Issue::perSecond).text(0),
                                figures(rounds, Issue::cpuMicros).median(),
                                figures(rounds, Issue::serversCpuMicros).median()));
    }

    private void printRatios(List<String> sides) {
        if (!runs.containsKey(SERVICE)) {
            return;
        }
        System.out.println("ratio                                            median (range)");
        for (String side : sides) {
            if (!side.equals(SERVICE)) {
                print("certificates/s, service / " + side, ratio(side, Issue::perSecond));
                print("own CPU, service / " + side, ratio(side, Issue::cpuMicros));
                print(
                        "all CPU, service / " + side,
                        ratio(side, run -> run.cpuMicros() + run.serversCpuMicros()));
            }
        }
        if (runs.containsKey(BARE)) {
            System.out.printf(
                    "at least %.1f of the bare loop is the goal: %s%n",
                    GOAL,
                    !valid
                            ? "VOID"
                            : ratio(BARE, Issue::perSecond).median() >= GOAL ? "met" : "missed");
        }
        System.out.printf(
                "%d certificates checked: %s%n",
                (number("warm-up") + 1) * number("seats")
                        + runs.get(SERVICE).stream()
                                .flatMap(List::stream)
                                .mapToInt(Issue::certificates)
                                .sum(),
                valid
                        ? "each told of once, with a number without gap, a credential, a place and"
                                + " an empty outbox"
                        : "VOID");
    }

    private Figures ratio(String side, ToDoubleFunction<Issue> figure) {
        return new Figures(
                IntStream.range(0, runs.get(side).size())
                        .mapToObj(
                                round ->
                                        mean(runs.get(SERVICE).get(round), figure)
                                                / mean(runs.get(side).get(round), figure))
                        .toList());
    }

    private static double mean(List<Issue> runs, ToDoubleFunction<Issue> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    private void print(String name, Figures ratio) {
        System.out.printf(
                "%-45s %s   %d rounds%s%n",
                name, ratio.text(2), ratio.sorted().size(), valid ? "" : "   VOID");
    }

    private void printSigning(CertificationWorld world, List<String> jvm, Path payloads) {
        List<String> command = new ArrayList<>(jvm);
        command.addAll(
                List.of(
                        "-cp",
                        world.serviceClassPath(),
                        SigningStage.class.getName(),
                        payloads.toString(),
                        settings.get("signing-rounds"),
                        "1000"));
        Path said = world.folder().resolve("signing.log");
        try (var stage = MeasuredProcess.start(command, Map.of(), said)) {
            stage.awaitEnd();
            System.out.print(stage.said());
        }
    }
}
