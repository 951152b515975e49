package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.quickstart.Processes.Running;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class ProcessesTests {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir Path root;
    private Home home;
    private Processes processes;
    private final List<ProcessHandle> started = new ArrayList<>();

    @BeforeEach
    void begin() {
        home = new Home(root);
        processes = new Processes(home);
    }

    @AfterEach
    void endAll() throws Exception {
        for (ProcessHandle process : started) {
            process.destroyForcibly();
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    /** Sleeps for a minute, or until it is ended. */
    public static final class Sleeper {

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("asleep");
            Thread.sleep(60_000);
        }
    }

    private Running sleeper(String name) {
        Running running =
                processes.start(
                        name,
                        JAVA,
                        List.of(
                                "-Xmx16m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Sleeper.class.getName()),
                        Map.of(),
                        4711,
                        "abc");
        started.add(running.handle());
        return running;
    }

    @Nested
    class Finding {

        @Test
        void knowsWhatItStarted() {
            Running training = sleeper("training");

            assertThat(new Processes(home).running("training"))
                    .hasValueSatisfying(
                            found -> {
                                assertThat(found.pid()).isEqualTo(training.pid());
                                assertThat(found.port()).isEqualTo(4711);
                                assertThat(found.build()).isEqualTo("abc");
                            });
            assertThat(processes.running()).hasSize(1);
        }

        /** The system names no arguments for a moment, when the wrapper turns into the JVM. */
        @Test
        void knowsItFromItsFirstMomentOn() {
            for (int i = 0; i < 10; i++) {
                Running training = sleeper("training");
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(30);
                while (System.nanoTime() < until) {
                    assertThat(processes.running("training")).isPresent();
                }
                training.handle().destroyForcibly();
            }
        }

        @Test
        void isNotDeceivedByAPidThatSomebodyElseHasNow() throws Exception {
            Running training = sleeper("training");
            Path file = home.run().resolve("training.pid");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("pid=" + training.pid(), "pid=" + foreign().pid()));

            assertThat(processes.running("training")).isEmpty();
            assertThat(processes.running()).isEmpty();
        }

        @Test
        void isNotDeceivedByAnotherRunOfTheSameService() throws Exception {
            Running first = sleeper("training");
            Running second = sleeper("certification");
            Path file = home.run().resolve("training.pid");
            Files.writeString(
                    file,
                    Files.readString(file).replace("pid=" + first.pid(), "pid=" + second.pid()));

            assertThat(processes.running("training")).isEmpty();
        }
    }

    @Nested
    class Stopping {

        @Test
        void endsTheProcessAndForgetsIt() {
            Running training = sleeper("training");

            assertThat(processes.stop(training)).as("killed").isFalse();

            assertThat(training.handle().isAlive()).isFalse();
            assertThat(home.run().resolve("training.pid")).doesNotExist();
        }

        @Test
        void leavesAForeignProcessAlone() throws Exception {
            ProcessHandle foreign = foreign();
            Files.writeString(
                    home.run().resolve("training.pid"),
                    "pid=%d\nmark=x\nport=1\nbuild=b\n".formatted(foreign.pid()));

            int code =
                    new Quickstart(home, Map.of(), new java.io.PrintStream(System.err))
                            .run(List.of("down"));

            assertThat(code).isZero();
            assertThat(foreign.isAlive()).isTrue();
            assertThat(home.run().resolve("training.pid")).doesNotExist();
        }
    }

    @Test
    void keepsTheLogOfTheRunBefore() throws Exception {
        Files.writeString(processes.log("training"), "before\n");

        sleeper("training");

        assertThat(home.logs().resolve("training.1.log")).hasContent("before");
    }

    private ProcessHandle foreign() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        started.add(process.toHandle());
        return process.toHandle();
    }
}
