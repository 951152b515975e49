package id.bekal.verification.measured;

import id.bekal.testing.Api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A JVM whose processor time is told. */
public final class MeasuredProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final Path log;
    private final PrintWriter requests;
    private final BufferedReader answers;

    private MeasuredProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        requests = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Its output goes to the log. */
    public static MeasuredProcess start(
            List<String> arguments, Map<String, String> environment, Path log) {
        return start(builder(arguments, environment).redirectOutput(log.toFile()), log);
    }

    /** It answers each line it is sent with one line; what it says of errors goes to the log. */
    public static MeasuredProcess answering(List<String> arguments, Path log) {
        return start(builder(arguments, Map.of()), log);
    }

    private static ProcessBuilder builder(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        // nothing of whoever runs the benchmark
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", ""));
        return builder;
    }

    private static MeasuredProcess start(ProcessBuilder builder, Path log) {
        try {
            return new MeasuredProcess(
                    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IllegalStateException when it ended, or was not ready after two minutes; shows its
     *     log
     */
    public void await(BooleanSupplier ready) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < until) {
            if (ready.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        process.destroyForcibly();
        throw new IllegalStateException("did not get ready:\n" + said());
    }

    /** The same for a service at this port. */
    public void awaitService(int port) {
        await(
                () -> {
                    try {
                        return Api.at(port).get("/actuator/health/readiness").status() == 200;
                    } catch (UncheckedIOException notYet) {
                        return false;
                    }
                });
    }

    /** Waits until it ended by itself, in order. */
    public void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new IllegalStateException("did not end well:\n" + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As kill -9 does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits until it was killed, or killed itself as kill -9 would. */
    public void awaitKilled() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 137) {
                throw new IllegalStateException("was not killed:\n" + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a line and waits for the line that answers it. */
    public String ask(String request) {
        requests.println(request);
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("it ended:\n" + said());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        // in order, so that a recording is written
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
