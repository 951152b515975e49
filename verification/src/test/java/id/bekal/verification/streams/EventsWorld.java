package id.bekal.verification.streams;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.quickstart.Installation;
import id.bekal.testing.Api;
import id.bekal.testing.TestKeys;
import id.bekal.testing.TestServers;
import id.bekal.testing.TestTokens;
import id.bekal.verification.measured.MeasuredProcess;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** events-service, a gateway in front of it, and the bare stream, each in a process of its own. */
final class EventsWorld implements AutoCloseable {

    private static final String MANY = "1000000";
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Path folder;
    private final Installation installation;
    private final List<AutoCloseable> started = new ArrayList<>();
    private final String kafka;
    private final String mongodb;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, MeasuredProcess> processes = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();

    /**
     * @param eventsJvm options of events-service
     * @param jvm options of what it is compared with
     */
    EventsWorld(
            Path root,
            List<String> eventsJvm,
            List<String> jvm,
            List<String> storeJvm,
            Set<String> sides) {
        try {
            folder = Files.createTempDirectory("bekal-streams");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // never started: it knows where jars are and how they are unpacked
        installation = new Installation(root, folder.resolve("installation"), Map.of(), System.err);
        int brokerPort = TestServers.freePort();
        int storePort = TestServers.freePort();
        kafka = "127.0.0.1:" + brokerPort;
        mongodb = "mongodb://127.0.0.1:" + storePort;
        List<String> servers = new ArrayList<>(storeJvm);
        servers.addAll(
                List.of(
                        "-Dbekal.data=" + folder.resolve("data"),
                        "-Dbekal.store.port=" + storePort,
                        "-Dbekal.broker.port=" + brokerPort,
                        "-Dbekal.controller.port=" + TestServers.freePort(),
                        "-Dlogback.configurationFile=embedded-logback.xml",
                        "-jar",
                        jar("infrastructure")));
        MeasuredProcess infrastructure = start("servers", servers, Map.of());
        infrastructure.await(() -> infrastructure.said().contains("ready: broker"));
        service("events", eventsJvm, eventsSettings());
        if (sides.contains("gateway")) {
            service("gateway", jvm, gatewaySettings());
        }
        if (sides.contains("bare")) {
            bare(jvm);
        }
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
        started.add(producer);
    }

    private String jar(String service) {
        return installation.unpacked(service).resolve("application.jar").toString();
    }

    private MeasuredProcess start(
            String name, List<String> arguments, Map<String, String> environment) {
        MeasuredProcess process =
                MeasuredProcess.start(arguments, environment, folder.resolve(name + ".log"));
        started.add(process);
        processes.put(name, process);
        return process;
    }

    private void service(String name, List<String> jvm, Map<String, String> settings) {
        int port = TestServers.freePort();
        ports.put(name, port);
        List<String> arguments = new ArrayList<>(jvm);
        arguments.addAll(List.of("-jar", jar(name)));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("BEKAL_JWKS_URI", TestServers.started().jwks());
        environment.put("BEKAL_ISSUER", TestTokens.ISSUER);
        environment.put("BEKAL_REVOCATIONS_URI", "");
        start(name, arguments, environment).awaitService(port);
    }

    private Map<String, String> eventsSettings() {
        return Map.of(
                "BEKAL_KAFKA", kafka,
                "BEKAL_MONGODB_URI", mongodb,
                "BEKAL_MASTER_KEYS", TestKeys.masterKeys(),
                "BEKAL_HASH_KEY", TestKeys.hashKey(),
                "BEKAL_CONNECTIONS", MANY,
                "BEKAL_WEBHOOKS_ALLOW_HTTP", "true",
                "BEKAL_WEBHOOKS_ALLOW_PRIVATE", "127.0.0.1/32",
                "BEKAL_STREAMS_PER_CLIENT", MANY,
                "BEKAL_STREAMS_PER_INSTITUTION", MANY);
    }

    private Map<String, String> gatewaySettings() {
        String unlimited = MANY + "/1s";
        return Map.of(
                "BEKAL_EVENTS_URI", "http://127.0.0.1:" + ports.get("events"),
                "BEKAL_LIMIT_CLIENT", unlimited,
                "BEKAL_LIMIT_INSTITUTION", unlimited,
                "BEKAL_LIMIT_ADDRESS", unlimited);
    }

    private void bare(List<String> jvm) {
        int port = TestServers.freePort();
        ports.put("bare", port);
        List<String> arguments = new ArrayList<>(jvm);
        arguments.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareStream.class.getName(),
                        Integer.toString(port)));
        MeasuredProcess process = MeasuredProcess.answering(arguments, folder.resolve("bare.log"));
        started.add(process);
        processes.put("bare", process);
        process.ask("ready?");
    }

    Listeners listeners(String side, InstitutionId feed) {
        return side.equals("bare")
                ? new Listeners(ports.get(side), "/stream", "")
                : new Listeners(
                        ports.get(side.equals("gateway") ? "gateway" : "events"),
                        "/api/events/stream",
                        "Authorization: Bearer " + TestTokens.of(feed.value(), "BLK") + "\r\n");
    }

    /** Says something to all who listen; when it was committed, by {@link System#nanoTime}. */
    long say(String side, InstitutionId feed, int mark) {
        String text = "@" + mark + "@";
        if (side.equals("bare")) {
            long now = System.nanoTime();
            // as many bytes as the other side's
            processes.get("bare").ask(event(feed, text).toJson());
            return now;
        }
        try {
            committed(feed, text).get();
            return System.nanoTime();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many events for one institution, as fast as they go. */
    void sayAll(InstitutionId feed, int events) {
        for (int i = 0; i < events; i++) {
            committed(feed, "many");
        }
        producer.flush();
    }

    Api api(InstitutionId feed) {
        return Api.at(ports.get("events")).as(feed.value(), "BLK");
    }

    /** The last number of its feed. */
    long head(InstitutionId feed) {
        return api(feed).get("/api/events?limit=1").expect(200).json().path("head").asLong();
    }

    private Future<?> committed(InstitutionId feed, String text) {
        EventEnvelope event = event(feed, text);
        return producer.send(
                new ProducerRecord<>(
                        "bekal.certification.v1",
                        event.subject(),
                        event.toJson().getBytes(StandardCharsets.UTF_8)));
    }

    private static EventEnvelope event(InstitutionId feed, String text) {
        String id = UUID.randomUUID().toString();
        return EventEnvelope.of(
                id,
                "/certification-service",
                id,
                Instant.parse("2026-11-30T01:00:00Z"),
                1,
                Set.of(feed),
                null,
                new IssuanceWithheld(new ProgramId(id), feed, text));
    }

    double cpuSeconds(String process) {
        return processes.get(process).cpu().toNanos() / 1e9;
    }

    /**
     * What a process holds, in bytes: its heap's objects after a collection, and all that it has of
     * the machine's memory beside the heap. The heap is of one size and touched from the beginning
     * ({@link #heap}), so that garbage counts for nothing.
     */
    long heldBytes(String process) {
        jcmd(process, "GC.run");
        long live =
                jcmd(process, "GC.heap_info")
                        .lines()
                        .filter(line -> line.contains("total"))
                        .map(USED::matcher)
                        .filter(Matcher::find)
                        .mapToLong(used -> Long.parseLong(used.group(1)) * 1024)
                        .sum();
        if (live == 0) {
            throw new IllegalStateException("jcmd told nothing of the heap of " + process);
        }
        return live + residentBytes(process);
    }

    /** Options of a heap whose every page is the process's from the beginning. */
    static List<String> heap(String size) {
        return List.of("-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch");
    }

    private String jcmd(String process, String command) {
        try {
            Process jcmd =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                            .toString(),
                                    Long.toString(processes.get(process).pid()),
                                    command)
                            .redirectErrorStream(true)
                            .start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long residentBytes(String process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + processes.get(process).pid() + "/status"))
                            .stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElseThrow()
                    * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : started.reversed()) {
            one.close();
        }
    }
}
