package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.verification.Subscriber.Received;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The checker is worth something: each mistake it is there for, put into the running service, is
 * found.
 */
class MutantsIT {

    private static final Map<String, String> NO_FAULT = Map.of();

    @AfterEach
    void mendCertification() {
        assertThat(TheInstallation.running().restart("certification", NO_FAULT, null)).isTrue();
    }

    @Test
    void removingFromTheOutboxBeforeTheAckIsFound() {
        List<String> findings =
                findings(
                        "upt-blk-singosari",
                        Path.of("platform/src/main/java/id/bekal/platform/outbox/OutboxRelay.java"),
                        "            producer.send(",
                        """
                                    signals.add(new Signal.Settled(lane, entry, null));
                                    new Thread(
                                                    () -> {
                                                        try {
                                                            Thread.sleep(2000);
                                                        } catch (InterruptedException e) {
                                                            return;
                                                        }
                                                        producer.send(record);
                                                    })
                                            .start();
                                    if (lane != null) {
                                        return;
                                    }
                                    producer.send(""",
                        "outbox.after-removal");
        assertThat(findings).anyMatch(finding -> finding.startsWith("3:"));
    }

    @Test
    void forgettingWhatWasIssuedBeforeIsFound() {
        List<String> findings =
                findings(
                        "upt-blk-wonojati",
                        Path.of(
                                "certification-service/src/main/java/id/bekal/certification/certificate/Certificate.java"),
                        "CertificateId id = idOf(achievement.program(), achievement.learner(), achievement.kind());",
                        "CertificateId id = new CertificateId(NewIds.random());",
                        "issuance.half-inserted");
        assertThat(findings).anyMatch(finding -> finding.startsWith("1:"));
    }

    @Test
    void takingNumbersWithoutLookingForTheProgramsBlockIsFound() {
        List<String> findings =
                findings(
                        "upt-blk-kediri",
                        Path.of(
                                "certification-service/src/main/java/id/bekal/certification/number/NumberSeries.java"),
                        "if (block != null) {",
                        "if (block != null && block.count() < 0) {",
                        "issuance.numbers-allocated");
        assertThat(findings).anyMatch(finding -> finding.startsWith("2:"));
    }

    /** What was read is noted before it is done; killed between the two, it is never done. */
    @Test
    void notingAPositionBeforeItsEventsAreInTheFeedIsFound() {
        String provider = "upt-blk-nganjuk";
        FaultyWorld world = new FaultyWorld(provider);
        String program = world.readyProgram();
        Path mutant =
                Mutant.of(
                        Path.of(
                                "events-service/src/main/java/id/bekal/events/feed/messaging/BatchConsumer.java"),
                        "int done = batch.getPayload().size();",
                        """
                        int done = batch.getPayload().size();
                        note(batch, done);
                        for (byte[] value : batch.getPayload()) {
                            if (name.equals("feed") && new String(value).contains("%s")) {
                                Runtime.getRuntime().halt(137);
                            }
                        }"""
                                .formatted(provider),
                        world.installation().unpacked("events"));
        assertThat(world.installation().restart("events", NO_FAULT, mutant)).isTrue();
        assertThat(world.complete(program)).isEqualTo(History.Known.OK);
        assertThat(world.installation().awaitEnd("events", Duration.ofSeconds(60))).isTrue();
        assertThat(world.installation().restart("events", NO_FAULT, null)).isTrue();
        world.awaitQuiet();
        assertThat(
                        HistoryChecker.feedFindings(
                                Subscriber.eventsFor(new InstitutionId(provider)),
                                Map.of(
                                        "pull",
                                        world.api().feed().stream().map(Received::of).toList())))
                .anyMatch(finding -> finding.contains("lost"))
                .noneMatch(finding -> finding.contains("belongs"));
    }

    private static List<String> findings(
            String provider, Path source, String right, String wrong, String failPoint) {
        FaultyWorld world = new FaultyWorld(provider);
        Path mutant =
                Mutant.of(source, right, wrong, world.installation().unpacked("certification"));
        String program = world.readyProgram();
        assertThat(
                        world.installation()
                                .restart("certification", FaultyWorld.diesAt(failPoint), mutant))
                .isTrue();
        assertThat(world.complete(program)).isEqualTo(History.Known.OK);
        assertThat(world.installation().awaitEnd("certification", Duration.ofSeconds(60))).isTrue();
        assertThat(world.installation().restart("certification", NO_FAULT, mutant)).isTrue();
        return world.findingsWhenQuiet();
    }
}
