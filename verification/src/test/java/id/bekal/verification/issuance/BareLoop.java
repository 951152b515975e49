package id.bekal.verification.issuance;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;

import id.bekal.verification.measured.MeasuredProcess;
import id.bekal.verification.measured.Options;

import org.bson.Document;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What issuing cannot do without, and nothing else: two threads sign payloads of certificates with
 * the native provider and insert documents of certificates, a hundred at a time. Runs in a JVM of
 * its own with the service's libraries.
 */
final class BareLoop {

    private static final int THREADS = 2;
    private static final int AT_ONCE = 100;

    private final MongoDatabase database;
    private final List<byte[]> payloads;
    private final List<Document> templates;
    private final Provider provider;
    private final KeyPair key;
    private int run;
    private volatile int sink;

    private BareLoop(MongoDatabase database, List<byte[]> payloads, List<Document> templates)
            throws Exception {
        this.database = database;
        this.payloads = payloads;
        this.templates = templates;
        provider =
                (Provider)
                        Class.forName(
                                        "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                                .getField("INSTANCE")
                                .get(null);
        key = KeyPairGenerator.getInstance("Ed25519", provider).generateKeyPair();
    }

    /**
     * Arguments: store, database, a file of payloads, a file of documents. Then one line a run: how
     * many, and whether with the certificates' indexes; answered with how many are stored and
     * nanoseconds.
     */
    public static void main(String[] arguments) throws Exception {
        Options.quiet();
        var settings =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(arguments[0]))
                        .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                        .build();
        try (MongoClient client = MongoClients.create(settings)) {
            var loop =
                    new BareLoop(
                            client.getDatabase(arguments[1]),
                            Files.readAllLines(Path.of(arguments[2])).stream()
                                    .map(line -> line.getBytes(StandardCharsets.US_ASCII))
                                    .toList(),
                            Files.readAllLines(Path.of(arguments[3])).stream()
                                    .map(Document::parse)
                                    .toList());
            var requests =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                String[] words = line.split(" ");
                System.out.println(
                        loop.run(Integer.parseInt(words[0]), Boolean.parseBoolean(words[1])));
            }
        }
    }

    private String run(int count, boolean indexed) throws Exception {
        run++;
        MongoCollection<Document> collection = database.getCollection("bare_" + run);
        if (indexed) {
            for (Document index : database.getCollection("certificates").listIndexes()) {
                collection.createIndex(
                        index.get("key", Document.class),
                        new IndexOptions().unique(index.getBoolean("unique", false)));
            }
        }
        var next = new AtomicInteger();
        Callable<Void> work =
                () -> {
                    Signature signature = Signature.getInstance("Ed25519", provider);
                    for (int from = next.getAndAdd(AT_ONCE);
                            from < count;
                            from = next.getAndAdd(AT_ONCE)) {
                        List<Document> batch = new ArrayList<>(AT_ONCE);
                        for (int i = from; i < Math.min(from + AT_ONCE, count); i++) {
                            signature.initSign(key.getPrivate());
                            signature.update(payloads.get(i % payloads.size()));
                            sink += signature.sign()[0];
                            batch.add(document(i));
                        }
                        collection.insertMany(batch);
                    }
                    return null;
                };
        long begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Void>> all =
                    IntStream.range(0, THREADS).mapToObj(i -> threads.submit(work)).toList();
            for (Future<Void> one : all) {
                one.get();
            }
        }
        long nanos = System.nanoTime() - begin;
        long stored = collection.countDocuments();
        collection.drop();
        return stored + " " + nanos;
    }

    /** Of the same size; what must be unique is. */
    private Document document(int number) {
        Document document = new Document(templates.get(number % templates.size()));
        String unique = "%010d".formatted(number);
        document.put("_id", document.getString("_id").substring(unique.length()) + unique);
        document.put("token", document.getString("token").substring(unique.length()) + unique);
        document.put("number", unique + document.getString("number").substring(unique.length()));
        return document;
    }

    /** Another process, kept for all runs. */
    static final class Running implements AutoCloseable {

        private final MeasuredProcess process;
        private final CertificationWorld world;

        /**
         * @param jvm the options that the service runs with
         */
        Running(CertificationWorld world, List<String> jvm, Path payloads, Path documents) {
            this.world = world;
            List<String> arguments = new ArrayList<>(jvm);
            arguments.addAll(
                    List.of(
                            "-cp",
                            world.serviceClassPath(),
                            BareLoop.class.getName(),
                            world.mongodb(),
                            world.database(),
                            payloads.toString(),
                            documents.toString()));
            process = MeasuredProcess.answering(arguments, world.folder().resolve("bare.log"));
        }

        Issue insert(int count, boolean indexed) {
            var cpu = process.cpu();
            var servers = world.serversCpu();
            String[] answer = process.ask(count + " " + indexed).split(" ");
            return new Issue(
                    count,
                    List.of(),
                    Long.parseLong(answer[1]) / 1e9,
                    process.cpu().minus(cpu).toNanos() / 1e9,
                    world.serversCpu().minus(servers).toNanos() / 1e9,
                    answer[0].equals("" + count)
                            ? List.of()
                            : List.of(answer[0] + " documents in the store, not " + count));
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
