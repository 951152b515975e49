package id.bekal.verification.issuance;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.platform.web.NewIds;
import id.bekal.quickstart.Installation;
import id.bekal.testing.Api;
import id.bekal.testing.TestKeys;
import id.bekal.testing.TestServers;
import id.bekal.testing.TestTokens;
import id.bekal.verification.issuance.CertificationEvents.Arrived;
import id.bekal.verification.measured.MeasuredProcess;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Certification-service in a process of its own, with issuers and enrolled learners; store and
 * broker in another process, or those of the tests.
 */
final class CertificationWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 500;
    private static final String APPLICATION = "id.bekal.certification.CertificationApplication";

    /** As ./bekal up runs the service. */
    static final List<String> QUICKSTART_JVM =
            List.of("-Xmx224m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final Installation installation;
    private final Path unpacked;
    private final List<AutoCloseable> started = new ArrayList<>();
    private final Supplier<Duration> serversCpu;
    private final String kafka;
    private final String mongodb;
    private final String database = "certification_" + UUID.randomUUID().toString().substring(0, 8);
    private final int port = TestServers.freePort();
    private final Setup setup;
    private MeasuredProcess service;
    private final CertificationEvents events;
    private final KafkaProducer<String, byte[]> producer;
    private final MongoClient client;
    private final TaughtClasses classes;
    private final List<String> providers;
    private final Map<String, Long> lastNumber = new HashMap<>();
    private long certificates;
    private int nextProvider;

    /**
     * How it is set up.
     *
     * @param root the checkout, with all jars built
     * @param serviceJvm options of certification-service
     * @param classesFirst a folder of classes to try instead of the service's own; null for none
     * @param storeJvm options of store and broker; null to use those of the tests
     */
    record Setup(
            Path root,
            List<String> serviceJvm,
            @Nullable Path classesFirst,
            @Nullable List<String> storeJvm,
            int providers,
            int learners,
            int seats) {}

    /** Beside the store and broker of the tests. */
    static CertificationWorld forTests(int providers, int learners, int seats) {
        return new CertificationWorld(
                new Setup(Path.of(".."), QUICKSTART_JVM, null, null, providers, learners, seats));
    }

    CertificationWorld(Setup setup) {
        this.setup = setup;
        try {
            folder = Files.createTempDirectory("bekal-issuance");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // never started: it knows where jars are and how they are unpacked
        installation =
                new Installation(
                        setup.root(), folder.resolve("installation"), Map.of(), System.err);
        unpacked = installation.unpacked("certification");
        if (setup.storeJvm() == null) {
            kafka = TestServers.started().kafka();
            mongodb = TestServers.started().mongodb();
            serversCpu = () -> ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        } else {
            int brokerPort = TestServers.freePort();
            int storePort = TestServers.freePort();
            kafka = "127.0.0.1:" + brokerPort;
            mongodb = "mongodb://127.0.0.1:" + storePort;
            MeasuredProcess servers =
                    servers(
                            setup.storeJvm(),
                            installation.unpacked("infrastructure"),
                            brokerPort,
                            storePort);
            started.add(servers);
            serversCpu = servers::cpu;
        }
        service = service(Map.of());
        service.awaitService(port);
        started.add(() -> service.close());
        events = new CertificationEvents(kafka);
        started.add(events);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
        started.add(producer);
        client = MongoClients.create(mongodb);
        started.add(client);
        providers = IntStream.range(0, setup.providers()).mapToObj(i -> provider()).toList();
        classes = new TaughtClasses(setup.learners(), setup.seats());
        enrol(setup.learners());
    }

    private MeasuredProcess servers(
            List<String> jvm, Path unpackedServers, int brokerPort, int storePort) {
        List<String> arguments = new ArrayList<>(jvm);
        arguments.addAll(
                List.of(
                        "-Dbekal.data=" + folder.resolve("data"),
                        "-Dbekal.store.port=" + storePort,
                        "-Dbekal.broker.port=" + brokerPort,
                        "-Dbekal.controller.port=" + TestServers.freePort(),
                        "-Dlogback.configurationFile=embedded-logback.xml",
                        "-jar",
                        unpackedServers.resolve("application.jar").toString()));
        MeasuredProcess servers =
                MeasuredProcess.start(arguments, Map.of(), folder.resolve("servers.log"));
        servers.await(() -> servers.said().contains("ready: broker"));
        return servers;
    }

    private MeasuredProcess service(Map<String, String> more) {
        Path classesFirst = setup.classesFirst();
        String jar = unpacked.resolve("application.jar").toString();
        return started(
                "service",
                classesFirst == null
                        ? List.of("-jar", jar)
                        : List.of("-cp", classesFirst + ":" + jar, APPLICATION),
                port,
                database,
                more);
    }

    /** events-service beside it, and somebody who listens there to an issuer's revocations. */
    FeedListener listenToFeedOf(String issuer) {
        int eventsPort = TestServers.freePort();
        MeasuredProcess eventsService =
                started(
                        "events",
                        List.of(
                                "-jar",
                                installation
                                        .unpacked("events")
                                        .resolve("application.jar")
                                        .toString()),
                        eventsPort,
                        database + "_events",
                        Map.of());
        started.add(eventsService);
        eventsService.awaitService(eventsPort);
        return new FeedListener(eventsPort, TestTokens.of(issuer, "BLK"));
    }

    private MeasuredProcess started(
            String name,
            List<String> program,
            int port,
            String database,
            Map<String, String> more) {
        List<String> arguments = new ArrayList<>(setup.serviceJvm());
        arguments.addAll(program);
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("BEKAL_KAFKA", kafka);
        environment.put("BEKAL_MONGODB_URI", mongodb);
        environment.put("BEKAL_DATABASE", database);
        environment.put("BEKAL_JWKS_URI", TestServers.started().jwks());
        environment.put("BEKAL_ISSUER", TestTokens.ISSUER);
        environment.put("BEKAL_REVOCATIONS_URI", "");
        environment.put("BEKAL_MASTER_KEYS", TestKeys.masterKeys());
        environment.put("BEKAL_HASH_KEY", TestKeys.hashKey());
        return MeasuredProcess.start(arguments, environment, folder.resolve(name + ".log"));
    }

    /**
     * Waits until the service was killed and starts it again.
     *
     * @param failPoint where it is killed the next time; null for nowhere
     */
    void restart(@Nullable String failPoint) {
        begin(failPoint);
        service.awaitService(port);
    }

    private void begin(@Nullable String failPoint) {
        service.awaitKilled();
        // the dead one's would keep others from going on for a minute
        collection("leases").deleteMany(new Document());
        Map<String, String> settings = new HashMap<>();
        // what a death left is not waited for longer than need be
        settings.put("BEKAL_ISSUANCE_FINISH_EVERY", "1s");
        settings.put("BEKAL_CONSUMER_SESSION_MS", "6000");
        if (failPoint != null) {
            settings.put("BEKAL_FAIL_POINT", failPoint);
        }
        service = service(settings);
    }

    private String provider() {
        String id = "blk-" + UUID.randomUUID().toString().substring(0, 8);
        var snapshot =
                new InstitutionSnapshot(
                        new InstitutionId(id),
                        "BLK",
                        Set.of(InstitutionRole.TRAINING_PROVIDER),
                        null,
                        "UPT BLK " + id,
                        "Kota Madiun",
                        null,
                        null,
                        true);
        send(
                "bekal.agreements.v1",
                EventEnvelope.of(
                        UUID.randomUUID().toString(),
                        "/agreements-service",
                        id,
                        Instant.EPOCH,
                        1,
                        Set.of(snapshot.id()),
                        null,
                        new InstitutionRegistered(snapshot)));
        await("issuer " + id, () -> api(id).get("/api/issuers/" + id).status() == 200);
        return id;
    }

    private void enrol(int learners) {
        events.forget();
        classes.enrolments().forEach(enrolled -> send("bekal.training.v1", enrolled));
        classes.seal(
                events.await(learners).stream()
                        .map(Arrived::envelope)
                        .filter(envelope -> envelope.type().contains("HolderKeyIssued"))
                        .map(envelope -> envelope.event(HolderKeyIssued.class))
                        .toList());
    }

    private void send(String topic, EventEnvelope envelope) {
        producer.send(
                new ProducerRecord<>(
                        topic,
                        envelope.subject(),
                        envelope.toJson().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Completes so many classes at once and waits until the last event of a certificate was
     * consumed; then looks whether all is as it must be.
     */
    Issue issue(int programs) {
        return issue(programs, () -> {});
    }

    /**
     * @param meanwhile what happens between the last event and the look
     */
    Issue issue(int programs, Runnable meanwhile) {
        List<EventEnvelope> completions = completions(programs);
        int expected = programs * classes.seats();
        events.forget();
        Duration cpu = service.cpu();
        Duration servers = serversCpu.get();
        long begin = System.nanoTime();
        completions.forEach(completion -> send("bekal.training.v1", completion));
        List<Arrived> arrived = events.await(expected);
        long end = arrived.stream().mapToLong(Arrived::at).max().orElse(begin + 1);
        cpu = service.cpu().minus(cpu);
        servers = serversCpu.get().minus(servers);
        certificates += expected;
        meanwhile.run();
        List<CertificateIssued> issued = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Arrived one : arrived) {
            EventEnvelope envelope = one.envelope();
            if (envelope.type().contains("CertificateIssued")) {
                issued.add(envelope.event(CertificateIssued.class));
            } else {
                faults.add("unexpected " + envelope.type());
            }
        }
        faults.addAll(faultsOf(issued, expected, programsOf(completions)));
        return new Issue(
                expected,
                issued.stream().map(event -> event.certificate().value()).toList(),
                (end - begin) / 1e9,
                cpu.toNanos() / 1e9,
                servers.toNanos() / 1e9,
                List.copyOf(faults));
    }

    private List<EventEnvelope> completions(int programs) {
        return IntStream.range(0, programs)
                .mapToObj(i -> classes.completed(providers.get(nextProvider++ % providers.size())))
                .toList();
    }

    private static Set<String> programsOf(List<EventEnvelope> completions) {
        return completions.stream().map(EventEnvelope::subject).collect(Collectors.toSet());
    }

    /**
     * Completes classes while the service is killed at one place after the other.
     *
     * @param atEachDeath what the store has of certificates is handed to it
     * @return what is not as it must be in the end; an event that is told again under its own id is
     *     no fault
     */
    List<String> issueKilledAt(
            int programs, List<String> failPoints, Consumer<List<Document>> atEachDeath) {
        List<EventEnvelope> completions = completions(programs);
        service.kill();
        events.forget();
        completions.forEach(completion -> send("bekal.training.v1", completion));
        for (String failPoint : failPoints) {
            restart(failPoint);
            service.awaitKilled();
            atEachDeath.accept(certificates().find().into(new ArrayList<>()));
        }
        restart(null);
        int expected = programs * classes.seats();
        certificates += expected;
        Map<String, EventEnvelope> told = new HashMap<>();
        await(
                expected + " certificates to be told of",
                () -> {
                    events.soFar().stream()
                            .map(Arrived::envelope)
                            .forEach(envelope -> told.put(envelope.id(), envelope));
                    return told.size() >= expected;
                });
        return faultsOf(
                told.values().stream()
                        .map(envelope -> envelope.event(CertificateIssued.class))
                        .toList(),
                expected,
                programsOf(completions));
    }

    /**
     * Completes classes whose issuers want their head's word, and has the service killed right
     * after each list was approved.
     *
     * @return what is not as it must be in the end
     */
    List<String> approveKilled(int programs) {
        providers.forEach(issuer -> wantsApproval(issuer, "HEAD"));
        List<EventEnvelope> completions = completions(programs);
        events.forget();
        completions.forEach(completion -> send("bekal.training.v1", completion));
        for (String issuer : providers) {
            List<String> own =
                    completions.stream()
                            .filter(one -> one.audienceIds().contains(new InstitutionId(issuer)))
                            .map(EventEnvelope::subject)
                            .toList();
            await(
                    own.size() + " classes of " + issuer + " to wait for approval",
                    () -> awaitingApproval(issuer) == own.size());
            service.kill();
            restart("issuance.approved");
            diesWhileAsked(issuer, "/api/issuances/approval", Map.of("programs", own));
            restart(null);
        }
        int expected = programs * classes.seats();
        certificates += expected;
        List<CertificateIssued> told =
                events.await(expected).stream()
                        .map(one -> one.envelope().event(CertificateIssued.class))
                        .toList();
        providers.forEach(issuer -> wantsApproval(issuer, "AUTOMATIC"));
        return faultsOf(told, expected, programsOf(completions));
    }

    private void wantsApproval(String issuer, String approval) {
        String path = "/api/issuers/" + issuer;
        String code = api(issuer).get(path).expect(200).json().path("code").asString();
        api(issuer).put(path, Map.of("code", code, "approval", approval)).expect(200);
    }

    private int awaitingApproval(String issuer) {
        return api(issuer)
                .get("/api/issuances?limit=100&state=AWAITING_APPROVAL")
                .expect(200)
                .json()
                .path("items")
                .size();
    }

    /** Asks as the issuer's head for what kills the service, and has no answer. */
    private void diesWhileAsked(String issuer, String path, Map<String, ?> body) {
        try {
            int status = api(issuer, "HEAD").post(path, body).status();
            throw new IllegalStateException("it lived and answered " + status);
        } catch (UncheckedIOException died) {
            service.awaitKilled();
        }
    }

    /**
     * Corrects a certificate's name while the service is killed at one place after the other: the
     * first time by who asks, then by going on with what was left.
     *
     * @return the old one and all that claim to succeed it, as the store has them
     */
    List<Document> replaceKilledAt(String id, List<String> failPoints) {
        String issuer = stored(List.of(id), "issuer").getFirst().getString("issuer");
        service.kill();
        restart(failPoints.getFirst());
        diesWhileAsked(
                issuer,
                "/api/certificates/" + id + "/replacement",
                Map.of("holder", Map.of("name", "Sulastri Ningsih"), "reason", "salah tulis"));
        for (String failPoint : failPoints.subList(1, failPoints.size())) {
            begin(failPoint);
            service.awaitKilled();
        }
        restart(null);
        await(
                id + " to be replaced",
                () -> stored(List.of(id), "succession").getFirst().get("succession") != null);
        certificates++;
        lastNumber.merge(issuer, 1L, Long::sum);
        Supplier<List<Document>> found =
                () ->
                        certificates()
                                .find(
                                        Filters.or(
                                                Filters.eq("_id", id),
                                                Filters.eq("predecessor", id)))
                                .into(new ArrayList<>());
        await("all to be told", () -> found.get().stream().allMatch(CertificationWorld::isTold));
        events.awaitSilence();
        return found.get();
    }

    private List<String> faultsOf(
            List<CertificateIssued> issued, int expected, Set<String> programs) {
        List<String> faults = new ArrayList<>();
        Map<String, CertificateIssued> byId = new HashMap<>();
        Map<String, Set<Long>> numbers = new HashMap<>();
        for (CertificateIssued event : issued) {
            if (byId.put(event.certificate().value(), event) != null) {
                faults.add("told twice: " + event.certificate());
            }
            if (!programs.contains(event.program().value())) {
                faults.add("of another class: " + event.certificate());
            }
            numbers.computeIfAbsent(event.issuer().value(), issuer -> new HashSet<>())
                    .add(Long.parseLong(event.number().split("/")[0]));
        }
        if (byId.size() != expected) {
            faults.add(byId.size() + " certificates were told of, not " + expected);
        }
        numbers.forEach(
                (issuer, of) -> {
                    long before = lastNumber.getOrDefault(issuer, 0L);
                    Set<Long> without = new HashSet<>();
                    LongStream.rangeClosed(before + 1, before + of.size()).forEach(without::add);
                    if (!without.equals(of)) {
                        faults.add("numbers of " + issuer + " have a gap or repeat");
                    }
                    lastNumber.put(issuer, before + of.size());
                });
        if (numbers.values().stream().mapToInt(Set::size).sum() != expected) {
            faults.add("not as many numbers as certificates");
        }
        faults.addAll(faultsInStore(byId));
        if (certificates().estimatedDocumentCount() != certificates) {
            faults.add(
                    certificates().estimatedDocumentCount()
                            + " certificates in the store, not "
                            + certificates);
        }
        return faults;
    }

    private List<String> faultsInStore(Map<String, CertificateIssued> byId) {
        List<String> faults = new ArrayList<>();
        List<String> ids = List.copyOf(byId.keySet());
        Set<Object> places = new HashSet<>();
        int found = 0;
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
            await(
                    "the outbox to be empty",
                    () -> stored(some, "outbox").stream().allMatch(CertificationWorld::isTold));
            for (Document stored : stored(some, "number", "credential", "statusEntry")) {
                found++;
                CertificateIssued event = byId.get(stored.getString("_id"));
                if (!stored.getString("number").equals(event.number())) {
                    faults.add("another number: " + event.certificate());
                }
                if (stored.getString("credential") == null) {
                    faults.add("without a credential: " + event.certificate());
                }
                places.add(stored.get("statusEntry"));
            }
        }
        if (found != ids.size()) {
            faults.add(found + " of them in the store, not " + ids.size());
        }
        if (places.size() != ids.size()) {
            faults.add(places.size() + " places in status lists, not " + ids.size());
        }
        return faults;
    }

    private static boolean isTold(Document stored) {
        List<Document> outbox = stored.getList("outbox", Document.class);
        return outbox == null || outbox.isEmpty();
    }

    /** These certificates with these fields, as the store has them. */
    List<Document> stored(List<String> ids, String... fields) {
        return certificates()
                .find(Filters.in("_id", ids))
                .projection(fields.length == 0 ? null : Projections.include(fields))
                .into(new ArrayList<>());
    }

    /** Takes certificates out of the store, as if they had never been. */
    void remove(List<String> ids) {
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            certificates -=
                    certificates()
                            .deleteMany(
                                    Filters.in(
                                            "_id",
                                            ids.subList(
                                                    from, Math.min(from + AT_ONCE, ids.size()))))
                            .getDeletedCount();
        }
    }

    /**
     * Puts copies of certificates into the store until there are so many, each with an id, a token
     * and a number of its own. Their ids follow all others, and whom they name cannot be read.
     *
     * @return the ids of the copies
     */
    List<String> copy(List<String> ids, long upTo) {
        List<Document> originals = stored(ids);
        List<String> copies = new ArrayList<>();
        List<Document> batch = new ArrayList<>();
        for (long number = certificates; number < upTo; number++) {
            Document copy = new Document(originals.get((int) (number % originals.size())));
            String id = "z" + NewIds.random().substring(1);
            copy.put("_id", id);
            copy.put("token", NewIds.random());
            copy.put("number", "C" + number + copy.getString("number").substring(5));
            copies.add(id);
            batch.add(copy);
            if (batch.size() == AT_ONCE || number == upTo - 1) {
                certificates().insertMany(batch);
                batch.clear();
            }
        }
        certificates += copies.size();
        return copies;
    }

    long count() {
        return certificates;
    }

    MongoCollection<Document> certificates() {
        return collection("certificates");
    }

    MongoCollection<Document> collection(String name) {
        return client.getDatabase(database).getCollection(name);
    }

    CertificationEvents events() {
        return events;
    }

    String provider(int number) {
        return providers.get(number);
    }

    /** As one of an issuer's people. */
    Api api(String issuer, String... roles) {
        return roles.length == 0
                ? Api.at(port).as(issuer, "BLK")
                : Api.at(port).as(issuer, "BLK", roles);
    }

    int port() {
        return port;
    }

    String mongodb() {
        return mongodb;
    }

    String database() {
        return database;
    }

    Path folder() {
        return folder;
    }

    /** Classes of the benchmark with those of the service, of the same libraries it runs with. */
    String serviceClassPath() {
        return Path.of(
                        URI.create(
                                CertificationWorld.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()))
                + ":"
                + unpacked.resolve("application.jar");
    }

    Duration serviceCpu() {
        return service.cpu();
    }

    Duration serversCpu() {
        return serversCpu.get();
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() {
        for (AutoCloseable one : started.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                System.err.println(e);
            }
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
