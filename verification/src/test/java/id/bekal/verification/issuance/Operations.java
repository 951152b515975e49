package id.bekal.verification.issuance;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;

import id.bekal.testing.TestTokens;
import id.bekal.verification.access.Reader;
import id.bekal.verification.measured.Figures;

import org.bson.Document;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One of each operation after the other, and how long each took, in milliseconds. */
final class Operations {

    static final String ISSUE = "issue a class";
    static final String VERIFY = "verify by token";
    static final String OWN_LIST = "own list, first page";
    static final String STATUS_LIST = "fetch a status list";
    static final String RELAY = "relay: remove 500 told events";
    static final String SWEEP = "sweep: look for what a crash left";

    private static final int REMOVED_AT_ONCE = 500;

    private final CertificationWorld world;
    private final String accept;
    private final Random random = new Random(1);
    private final List<String> faults = new ArrayList<>();

    /**
     * @param accept what verifying asks for
     */
    Operations(CertificationWorld world, String accept) {
        this.world = world;
        this.accept = accept;
    }

    /** What was not answered as it must be. */
    List<String> faults() {
        return faults;
    }

    /**
     * How long an operation took each time, and what it took of the processor.
     *
     * @param allCpuMillis of service, store and broker, all times together
     */
    record Measured(List<Double> millis, double allCpuMillis) {

        /** Both together. */
        Measured and(Measured other) {
            List<Double> all = new ArrayList<>(millis);
            all.addAll(other.millis);
            return new Measured(all, allCpuMillis + other.allCpuMillis);
        }

        double median() {
            return new Figures(millis).median();
        }

        double cpuMillis() {
            return allCpuMillis / millis.size();
        }
    }

    private interface Repeated {
        Figures run() throws IOException;
    }

    /**
     * @param readable ids of certificates to verify
     * @param all ids of certificates to remove events of
     * @param repetitions of the quick ones; a fifth of them of classes, own lists and sweeps
     */
    Map<String, Measured> measure(List<String> readable, List<String> all, int repetitions)
            throws IOException {
        int few = Math.max(1, repetitions / 5);
        List<String> tokens = tokens(sample(readable, repetitions));
        Map<String, Measured> measured = new LinkedHashMap<>();
        measured.put(ISSUE, measured(() -> issue(few)));
        measured.put(VERIFY, measured(() -> verify(tokens)));
        measured.put(OWN_LIST, measured(() -> ownList(few)));
        measured.put(STATUS_LIST, measured(() -> statusList(repetitions)));
        measured.put(RELAY, measured(() -> relay(all, few)));
        measured.put(SWEEP, measured(() -> sweep(few)));
        return measured;
    }

    private Measured measured(Repeated repeated) throws IOException {
        Duration cpu = world.serviceCpu().plus(world.serversCpu());
        Figures figures = repeated.run();
        cpu = world.serviceCpu().plus(world.serversCpu()).minus(cpu);
        return new Measured(figures.sorted(), cpu.toNanos() / 1e6);
    }

    private List<String> sample(List<String> ids, int count) {
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    List<String> tokens(List<String> ids) {
        return world.stored(ids, "token").stream().map(one -> one.getString("token")).toList();
    }

    /** Each class is taken out of the store again. */
    private Figures issue(int repetitions) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            Issue issue = world.issue(1);
            faults.addAll(issue.faults());
            millis.add(issue.seconds() * 1000);
            world.remove(issue.ids());
        }
        return new Figures(millis);
    }

    private Figures verify(List<String> tokens) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (var reader = new Reader(world.port(), null, accept)) {
            for (String token : tokens) {
                millis.add(timed(reader, "/verify/" + token, "VALID"));
            }
        }
        return new Figures(millis);
    }

    private Figures ownList(int repetitions) throws IOException {
        String provider = world.provider(0);
        List<Double> millis = new ArrayList<>();
        try (var reader =
                new Reader(world.port(), TestTokens.of(provider, "BLK"), "application/json")) {
            for (int i = 0; i < repetitions; i++) {
                millis.add(timed(reader, "/api/certificates", "\"holder\""));
            }
        }
        return new Figures(millis);
    }

    private Figures statusList(int repetitions) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (var reader = new Reader(world.port(), null, "application/vc+jwt")) {
            for (int i = 0; i < repetitions; i++) {
                millis.add(timed(reader, "/status-lists/" + world.provider(0) + "-1", "ey"));
            }
        }
        return new Figures(millis);
    }

    private double timed(Reader reader, String path, String contained) throws IOException {
        long begin = System.nanoTime();
        Reader.Answer answer = reader.get(path);
        double millis = (System.nanoTime() - begin) / 1e6;
        if (answer.status() != 200
                || accept.equals("application/json") && !answer.body().contains(contained)) {
            faults.add(path + ": " + answer.status());
        }
        return millis;
    }

    /** The relay's own write; the events are gone, what it costs to find that out is the same. */
    private Figures relay(List<String> ids, int repetitions) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            List<WriteModel<Document>> writes = new ArrayList<>();
            for (String id : sample(ids, REMOVED_AT_ONCE)) {
                writes.add(
                        new UpdateOneModel<>(
                                new Document("_id", id),
                                new Document(
                                        "$pull",
                                        new Document(
                                                "outbox",
                                                new Document(
                                                        "_id",
                                                        new Document("$in", List.of(id)))))));
            }
            long begin = System.nanoTime();
            world.certificates().bulkWrite(writes, new BulkWriteOptions().ordered(false));
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        return new Figures(millis);
    }

    /** The sweeper's own query; nothing was left. */
    private Figures sweep(int repetitions) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            Date before = new Date(System.currentTimeMillis() - 5000);
            long begin = System.nanoTime();
            List<Document> left =
                    world.certificates()
                            .find(new Document("outbox.at", new Document("$lt", before)))
                            .projection(Projections.include("outbox"))
                            .batchSize(REMOVED_AT_ONCE)
                            .into(new ArrayList<>());
            millis.add((System.nanoTime() - begin) / 1e6);
            if (!left.isEmpty()) {
                faults.add(left.size() + " events were left");
            }
        }
        return new Figures(millis);
    }
}
