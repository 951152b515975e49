package id.bekal.verification.access;

import id.bekal.quickstart.Credentials;
import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.Stage;
import id.bekal.testing.TestServers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** An installation, learners of one prison, and beside it one training-service a variant. */
final class AccessWorld implements AutoCloseable {

    static final String PRISON = "lapas-kelas-iia-jember";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Installation installation;
    private final Map<String, String> ports;
    private final Path root;
    private final Path folder;
    private final List<String> learners;
    private final LoggedAccesses log;
    private final Map<Variant, TrainingProcess> processes = new EnumMap<>(Variant.class);
    private long lastBlock;

    /**
     * @param installation runs, and nobody else reads learners in it
     * @param ports its ports by setting
     * @param root the checkout, with all jars built
     */
    AccessWorld(Installation installation, Map<String, String> ports, Path root, int learners) {
        this.installation = installation;
        this.ports = ports;
        this.root = root;
        try {
            folder = Files.createTempDirectory("bekal-access");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var stage = new Stage(installation.gateway(), installation.credentials());
        stage.registerInstitutions();
        this.learners = stage.learners(PRISON, learners, 0, stage.today().plusYears(1));
        log = new LoggedAccesses("mongodb://127.0.0.1:" + ports.get("BEKAL_PORT_STORE"));
        lastBlock = log.since(0).last();
    }

    /**
     * @param jvm the options that it runs with
     */
    void start(Variant variant, List<String> jvm) {
        Path unpacked = installation.unpacked("training");
        Path classes = folder.resolve("classes-" + variant);
        variant.compile(root, unpacked, classes);
        processes.put(
                variant,
                new TrainingProcess(
                        installation.process("training"),
                        unpacked,
                        classes,
                        TestServers.freePort(),
                        jvm,
                        folder.resolve(variant + ".log")));
    }

    int port(Variant variant) {
        return processes.get(variant).port();
    }

    List<String> learners() {
        return learners;
    }

    LoggedAccesses log() {
        return log;
    }

    /** A fresh token of the prison's. */
    String token() {
        return token(PRISON);
    }

    private String token(String clientId) {
        Credentials.Client client = installation.credentials().of(clientId);
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (client.clientId() + ':' + client.secret())
                                        .getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(installation.gateway().resolve("/oauth2/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "grant_type=client_credentials&scope="
                                                + URLEncoder.encode(
                                                        String.join(" ", client.scopes()),
                                                        StandardCharsets.UTF_8)))
                        .build();
        return json(request).path("access_token").asString();
    }

    /** How tokens are signed. */
    String algorithm() {
        String header = token().split("\\.")[0];
        return JSON.readTree(Base64.getUrlDecoder().decode(header)).path("alg").asString();
    }

    /** What the service says of the whole chain; it need not be quick. */
    JsonNode verification() {
        return json(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + ports.get("BEKAL_PORT_TRAINING")
                                                + "/operations/access-log/verification"))
                        .timeout(Duration.ofMinutes(5))
                        .header("Authorization", "Bearer " + token("operator"))
                        .build());
    }

    private static JsonNode json(HttpRequest request) {
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        request.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads learners in turn over connections that are kept, and looks what was logged. */
    Run read(Variant variant, int reads, int connections) {
        TrainingProcess service = processes.get(variant);
        ProcessHandle servers = installation.process("infrastructure");
        String token = token();
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        Map<String, Integer> answered = new ConcurrentHashMap<>();
        long[] latencies = new long[reads];
        Duration cpu = service.cpu();
        Duration serversCpu = cpuOf(servers);
        long begin = System.nanoTime();
        inParallel(
                connections,
                () -> {
                    try (var reader = new Reader(service.port(), token)) {
                        for (int read = next.getAndIncrement();
                                read < reads;
                                read = next.getAndIncrement()) {
                            String learner = learners.get(read % learners.size());
                            long asked = System.nanoTime();
                            Reader.Answer answer = reader.get("/api/learners/" + learner);
                            latencies[read] = System.nanoTime() - asked;
                            if (answer.status() == 200
                                    && answer.body().contains("\"" + learner + "\"")
                                    && answer.body().contains("\"name\"")) {
                                answered.merge(learner, 1, Integer::sum);
                            } else {
                                failed.incrementAndGet();
                            }
                        }
                    }
                    return null;
                });
        double seconds = (System.nanoTime() - begin) / 1e9;
        cpu = service.cpu().minus(cpu);
        serversCpu = cpuOf(servers).minus(serversCpu);
        Arrays.sort(latencies);
        LoggedAccesses.Added logged = log.since(lastBlock);
        lastBlock = logged.last();
        return new Run(
                variant,
                new TreeMap<>(answered),
                failed.get(),
                logged,
                seconds,
                cpu.toNanos() / 1e9,
                serversCpu.toNanos() / 1e9,
                latencies);
    }

    private static Duration cpuOf(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private static void inParallel(int threads, java.util.concurrent.Callable<Void> work) {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Void>> all =
                    IntStream.range(0, threads).mapToObj(i -> executor.submit(work)).toList();
            for (Future<Void> one : all) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        processes.values().forEach(TrainingProcess::close);
        log.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
