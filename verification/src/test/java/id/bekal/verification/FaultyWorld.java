package id.bekal.verification;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.quickstart.stories.Stage;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A provider with classes that are ready to be completed, one for each fault, and the history of
 * completing them.
 */
final class FaultyWorld {

    static final int CLASS_SIZE = 6;
    private static final String PRISON = "lapas-kelas-iia-jember";
    private static final String UNIT = "unit-1";

    /** Topics by the group that reads them to their ends. */
    private static final Map<String, List<String>> CONSUMED =
            Map.of(
                    "training-service",
                    List.of("bekal.agreements.v1", "bekal.training.v1", "bekal.certification.v1"),
                    "certification-service",
                    List.of("bekal.agreements.v1", "bekal.training.v1"),
                    "events-service",
                    List.of(
                            "bekal.agreements.v1",
                            "bekal.training.v1",
                            "bekal.certification.v1",
                            "bekal.events.v1",
                            "bekal.feeds.v1"));

    private final Installation installation = TheInstallation.running();
    private final Stage stage = new Stage(installation.gateway(), installation.credentials());
    private final String provider;
    private final History history = new History();
    private final String agreement;
    private final String curriculum;
    private final String instructor;
    private final long deadLettersBefore;

    FaultyWorld(String provider) {
        this.provider = provider;
        stage.registerInstitutions();
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Asia/Jakarta"));
        agreement =
                stage.agreement(
                        "PKS",
                        "Faults",
                        List.of(PRISON, provider),
                        List.of("furniture"),
                        0,
                        today.minusDays(10),
                        today.plusDays(100),
                        "");
        curriculum =
                stage.curriculum(
                        provider,
                        "furniture",
                        "Furnitur",
                        80,
                        List.of(new Stage.Unit("", "Dasar", 8)));
        instructor = stage.instructor(provider, "furniture");
        deadLettersBefore =
                Observed.now(TheInstallation.kafka(), TheInstallation.mongodb()).deadLetters();
    }

    /**
     * What a service is started with to die there; others take its partitions as soon as the broker
     * allows.
     */
    static Map<String, String> diesAt(String failPoint) {
        return Map.of("BEKAL_FAIL_POINT", failPoint, "BEKAL_CONSUMER_SESSION_MS", "6000");
    }

    Installation installation() {
        return installation;
    }

    /** As the provider. */
    InstitutionApi api() {
        return stage.as(provider);
    }

    /** A class that only waits for its completion. */
    String readyProgram() {
        LocalDate today = stage.today();
        String program =
                stage.program(provider, PRISON, agreement, curriculum, today, today, CLASS_SIZE);
        List<String> learners = stage.learners(PRISON, CLASS_SIZE, 0, today.plusYears(1));
        learners.forEach(learner -> stage.enrol(PRISON, program, learner));
        stage.start(provider, program, today);
        stage.session(provider, program, today, UNIT, instructor, Stage.all(learners, "HADIR"));
        stage.assess(provider, program, UNIT, today, Stage.all(learners, "K"));
        stage.as(provider)
                .post("/api/programs/" + program + "/final-assessment", Map.of())
                .expect(200);
        awaitQuiet();
        return program;
    }

    /** Asks for the completion, once, and notes what the client knows afterwards. */
    History.Known complete(String program) {
        History.Known known;
        try {
            InstitutionApi.Answer answer =
                    stage.as(provider).post("/api/programs/" + program + "/completion", Map.of());
            known =
                    answer.status() == 200
                            ? History.Known.OK
                            : answer.status() == 409 && !answer.code().equals("CHANGED_MEANWHILE")
                                    ? History.Known.FAIL
                                    : History.Known.UNKNOWN;
        } catch (java.io.UncheckedIOException noAnswer) {
            known = History.Known.UNKNOWN;
        }
        history.add(new History.Completion(program, provider, CLASS_SIZE, known));
        return known;
    }

    /** Asks again until there is an answer; that it is decided already is one. */
    void insist(String program) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> {
                            InstitutionApi.Answer answer =
                                    stage.as(provider)
                                            .post(
                                                    "/api/programs/" + program + "/completion",
                                                    Map.of());
                            return answer.status() == 200 || answer.code().equals("ENDED_ALREADY");
                        });
        history.add(new History.Completion(program, provider, CLASS_SIZE, History.Known.OK));
    }

    /** What is wrong once nothing moves any more. */
    List<String> findingsWhenQuiet() {
        HistoryChecker checker = new HistoryChecker(history, Set.of(provider));
        Instant deadline = Instant.now().plusSeconds(45);
        List<String> findings;
        do {
            awaitQuiet();
            findings =
                    checker.findings(
                            Observed.now(TheInstallation.kafka(), TheInstallation.mongodb()),
                            deadLettersBefore);
            // consumers may act on what was just read: what is wrong must stay wrong
        } while (!findings.isEmpty() && Instant.now().isBefore(deadline));
        return findings;
    }

    /** Outboxes empty and every consumer at the end of its topics. */
    void awaitQuiet() {
        try (MongoClient client = MongoClients.create(TheInstallation.mongodb());
                Admin admin = Admin.create(Map.of("bootstrap.servers", TheInstallation.kafka()))) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> Observed.pending(client).isEmpty() && lag(admin) == 0);
        } catch (org.awaitility.core.ConditionTimeoutException stillMoving) {
            // the checker tells what is pending
        }
    }

    private static long lag(Admin admin) throws Exception {
        long lag = 0;
        for (String group : CONSUMED.keySet()) {
            Map<TopicPartition, org.apache.kafka.clients.consumer.OffsetAndMetadata> committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            Map<TopicPartition, OffsetSpec> latest = new java.util.HashMap<>();
            admin.describeTopics(CONSUMED.get(group))
                    .allTopicNames()
                    .get()
                    .forEach(
                            (topic, description) ->
                                    description
                                            .partitions()
                                            .forEach(
                                                    p ->
                                                            latest.put(
                                                                    new TopicPartition(
                                                                            topic, p.partition()),
                                                                    OffsetSpec.latest())));
            var ends = admin.listOffsets(latest).all().get();
            for (var end : ends.entrySet()) {
                var at = committed.get(end.getKey());
                lag += end.getValue().offset() - (at == null ? 0 : at.offset());
            }
        }
        return lag;
    }
}
