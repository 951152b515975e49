package id.bekal.verification.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/** The benchmark measures what it says it measures; a few commands, in this JVM. */
class OutboxBenchmarkIT {

    private static final int COMMANDS = 160;
    private static final int BYTES = 592;

    private static Servers servers;
    private static Consumer consumer;

    @BeforeAll
    static void start() {
        servers = Servers.start();
        consumer = new Consumer(servers.connections().brokers());
    }

    @AfterAll
    static void stop() {
        consumer.close();
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bekal", "modulith", "modulith-delete", "bare", "producer"})
    void countsEachEventOfEachSideOnce(String name) {
        try (Side side = SideProcess.side(name, servers.connections())) {
            Run run =
                    new Measuring(consumer, () -> Duration.ZERO)
                            .commands(name, side, COMMANDS, 4, 0);
            assertThat(run.valid()).as(run.toString()).isTrue();
            assertThat(run.duplicates()).isZero();
            // the same length on each side
            assertThat(run.bytesPerEvent()).isEqualTo(BYTES);
            assertThat(run.latencies()).hasSize(COMMANDS);
            assertThat(run.latency(0)).isPositive();
            assertThat(run.cpuSeconds()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bekal", "modulith", "modulith-delete"})
    void drainsWhatWasLeftBehind(String name) {
        try (Side side = SideProcess.side(name, servers.connections())) {
            Run run = new Measuring(consumer, () -> Duration.ZERO).drain(name, side, COMMANDS);
            assertThat(run.valid()).as(run.toString()).isTrue();
            assertThat(run.duplicates()).isZero();
            assertThat(run.bytesPerEvent()).isEqualTo(BYTES);
        }
    }

    @Test
    void isVoidWhenASideLosesAnEvent() {
        try (var side = new BareSide(servers.connections(), true, BareSide.Fault.LOSE_ONE)) {
            Run run =
                    new Measuring(consumer, () -> Duration.ZERO, 2000)
                            .commands("losing", side, COMMANDS, 4, 0);
            assertThat(run.lost()).isEqualTo(1);
            assertThat(run.valid()).isFalse();
        }
    }

    @Test
    void countsADuplicate() {
        try (var side = new BareSide(servers.connections(), true, BareSide.Fault.SEND_ONE_TWICE)) {
            Run run =
                    new Measuring(consumer, () -> Duration.ZERO)
                            .commands("repeating", side, COMMANDS, 4, 0);
            assertThat(run.duplicates()).isEqualTo(1);
            assertThat(run.lost()).isZero();
        }
    }
}
