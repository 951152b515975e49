package id.bekal.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts processes that outlive the launcher, and finds and ends them again. Each carries a random
 * mark among its arguments which its pid file repeats: a pid that the system has meanwhile given to
 * somebody else is never taken for ours.
 */
final class Processes {

    private static final String MARK = "-Dbekal.run=";

    /** After this long a process that was asked to end is killed. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Home home;

    Processes(Home home) {
        this.home = home;
    }

    /**
     * A process of ours that is alive.
     *
     * @param port where it is reached
     * @param build the jar it was started from
     */
    record Running(String name, ProcessHandle handle, int port, String build) {

        long pid() {
            return handle.pid();
        }

        Duration uptime() {
            return handle.info()
                    .startInstant()
                    .map(start -> Duration.between(start, Instant.now()))
                    .orElse(Duration.ZERO);
        }
    }

    /**
     * Starts a JVM in the background, its output going to its log; the log of the run before is
     * kept as {@code <name>.1.log}.
     *
     * @param arguments what follows {@code java}
     */
    Running start(
            String name,
            Path java,
            List<String> arguments,
            Map<String, String> environment,
            int port,
            String build) {
        String mark = UUID.randomUUID().toString();
        List<String> command = new ArrayList<>(detached());
        command.add(java.toString());
        command.add(MARK + mark);
        command.addAll(arguments);
        try {
            Path log = log(name);
            if (Files.exists(log)) {
                Files.move(
                        log,
                        log.resolveSibling(name + ".1.log"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(home.root().toFile())
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            Home.writePrivately(
                    file(name),
                    "pid=%d%nmark=%s%nport=%d%nbuild=%s%n"
                            .formatted(process.pid(), mark, port, build));
            return new Running(name, process.toHandle(), port, build);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A session of its own keeps Ctrl-C and a closed terminal from ending it. */
    private static List<String> detached() {
        for (String wrapper : List.of("setsid", "nohup")) {
            boolean found =
                    Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, wrapper)));
            if (found) {
                return List.of(wrapper);
            }
        }
        return List.of();
    }

    Path log(String name) {
        return home.logs().resolve(name + ".log");
    }

    private Path file(String name) {
        return home.run().resolve(name + ".pid");
    }

    /** All that are alive, by name. */
    List<Running> running() {
        List<Running> running = new ArrayList<>();
        try (var files = Files.newDirectoryStream(home.run(), "*.pid")) {
            for (Path file : files) {
                running(file.getFileName().toString().replace(".pid", "")).ifPresent(running::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running.sort(Comparator.comparing(Running::name));
        return running;
    }

    Optional<Running> running(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties told = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            told.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String mark = MARK + told.getProperty("mark");
        return ProcessHandle.of(Long.parseLong(told.getProperty("pid", "-1")))
                .filter(handle -> handle.isAlive() && arguments(handle).contains(mark))
                .map(
                        handle ->
                                new Running(
                                        name,
                                        handle,
                                        Integer.parseInt(told.getProperty("port", "0")),
                                        told.getProperty("build", "")));
    }

    /**
     * The system names none for a moment while a process turns into another program, as the wrapper
     * does: it is asked again before a process of ours is taken for nobody's.
     */
    private static String arguments(ProcessHandle handle) {
        long until = System.nanoTime() + MOMENT.toNanos();
        String arguments = argumentsNow(handle);
        while (arguments.isEmpty() && handle.isAlive() && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            arguments = argumentsNow(handle);
        }
        return arguments;
    }

    private static String argumentsNow(ProcessHandle handle) {
        ProcessHandle.Info info = handle.info();
        return info.arguments()
                .map(arguments -> String.join(" ", arguments))
                .or(info::commandLine)
                .orElse("");
    }

    /**
     * Asks it to end, and kills it when it has not after 20 seconds.
     *
     * @return whether it had to be killed
     */
    boolean stop(Running running) {
        boolean killed = false;
        running.handle().destroy();
        if (!ends(running.handle(), PATIENCE)) {
            killed = true;
            running.handle().destroyForcibly();
            ends(running.handle(), PATIENCE);
        }
        forget(running.name());
        return killed;
    }

    private static boolean ends(ProcessHandle handle, Duration within) {
        try {
            handle.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ends", e);
        }
    }

    /** Drops the files of all that have ended. */
    void forgetEnded() {
        try (var files = Files.newDirectoryStream(home.run(), "*.pid")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replace(".pid", "");
                if (running(name).isEmpty()) {
                    forget(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops the file of a process that has ended. */
    void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resident memory in MiB, where the system tells. */
    static Optional<Long> residentMegabytes(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String kilobytes =
                    new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .strip();
            return kilobytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(kilobytes) / 1024);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
