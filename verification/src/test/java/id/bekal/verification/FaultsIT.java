package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

/**
 * Services are killed at named places while a program is completed; after a restart nothing is lost
 * and nothing is there twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    private static final Map<String, String> NO_FAULT = Map.of();
    private FaultyWorld world;

    @BeforeAll
    void build() {
        world = new FaultyWorld("upt-blk-jember");
    }

    /** Between number allocation, insert and offset commit; KilledIssueIT has other places. */
    @ParameterizedTest
    @ValueSource(
            strings = {"issuance.numbers-allocated", "issuance.inserted", "consumer.before-commit"})
    void certificationIsKilledAt(String failPoint) {
        String program = world.readyProgram();
        assertThat(
                        world.installation()
                                .restart("certification", FaultyWorld.diesAt(failPoint), null))
                .isTrue();
        assertThat(world.complete(program)).isEqualTo(History.Known.OK);
        assertThat(world.installation().awaitEnd("certification", Duration.ofSeconds(60)))
                .as("certification-service dies at " + failPoint)
                .isTrue();
        assertThat(world.installation().restart("certification", NO_FAULT, null)).isTrue();
        assertThat(world.findingsWhenQuiet()).isEmpty();
    }

    /** The first save of a completion closes the session, the second decides the program. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "outbox.before-save:2",
                "outbox.after-save:2",
                "outbox.after-send",
                "outbox.after-removal"
            })
    void trainingIsKilledAt(String failPoint) {
        String program = world.readyProgram();
        assertThat(world.installation().restart("training", FaultyWorld.diesAt(failPoint), null))
                .isTrue();
        world.complete(program);
        assertThat(world.installation().awaitEnd("training", Duration.ofSeconds(60)))
                .as("training-service dies at " + failPoint)
                .isTrue();
        assertThat(world.installation().restart("training", NO_FAULT, null)).isTrue();
        assertThat(world.findingsWhenQuiet()).isEmpty();
        world.insist(program);
        assertThat(world.findingsWhenQuiet()).isEmpty();
    }
}
