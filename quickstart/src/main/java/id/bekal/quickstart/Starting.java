package id.bekal.quickstart;

import id.bekal.quickstart.Processes.Running;
import id.bekal.quickstart.Service.Readiness;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts services and tells how it goes. */
final class Starting {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int LAST_LINES = 25;

    private final Home home;
    private final Map<String, String> environment;
    private final Processes processes;
    private final PrintStream out;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final Probe probe = new Probe();
    private final Map<String, Long> startedAt = new HashMap<>();

    Starting(Home home, Map<String, String> environment, Processes processes, PrintStream out) {
        this.home = home;
        this.environment = environment;
        this.processes = processes;
        this.out = out;
    }

    /**
     * Starts them; the infrastructure, if it is among them, is waited for before the next.
     *
     * @return false if the infrastructure did not get ready
     */
    boolean startAll(List<Service> services) {
        for (Service service : services) {
            Unpacked unpacked = Unpacked.of(service.jar(), home.unpacked());
            startedAt.put(service.name(), System.nanoTime());
            Running running =
                    processes.start(
                            service.name(),
                            java,
                            arguments(service, unpacked),
                            environment(service),
                            service.port(),
                            unpacked.build());
            out.printf(
                    "%-15s starting, process %d, port %d%n",
                    service.name(), running.pid(), service.port());
            if (service.readiness() == Readiness.PORTS && !waitFor(List.of(service))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Measured with certification-service until it is ready: 7.7 s of CPU and 295 MiB like this;
     * nested jars 11 s; the optimising compiler left on 15 s and 340 MiB. A class archive spares
     * 2.4 s at later starts, but costs 2.8 s at the first, 6 s at its end and 108 MB: not worth it.
     */
    private List<String> arguments(Service service, Unpacked unpacked) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-Xmx" + service.heap() + "m",
                                "-Xss512k",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:MaxMetaspaceSize=256m",
                                "-XX:+ExitOnOutOfMemoryError",
                                "--enable-native-access=ALL-UNNAMED"));
        String more = environment.getOrDefault("BEKAL_JVM_OPTIONS", "").strip();
        if (!more.isEmpty()) {
            arguments.addAll(List.of(more.split("\\s+")));
        }
        service.properties().forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        Path classesFirst = service.classesFirst();
        if (classesFirst == null) {
            arguments.addAll(List.of("-jar", unpacked.jar().toString()));
        } else {
            arguments.addAll(
                    List.of("-cp", classesFirst + ":" + unpacked.jar(), unpacked.mainClass()));
        }
        return arguments;
    }

    private static Map<String, String> environment(Service service) {
        Map<String, String> all = new HashMap<>(service.environment());
        // glibc's many arenas are half of a small JVM's memory
        all.put("MALLOC_ARENA_MAX", "2");
        return all;
    }

    /**
     * Waits until all are ready, two minutes at most; of one that fails the last lines of the log
     * are shown.
     */
    boolean waitFor(List<Service> services) {
        List<Service> waiting = new ArrayList<>(services);
        long begun = System.nanoTime();
        long told = begun;
        while (!waiting.isEmpty()) {
            for (Service service : List.copyOf(waiting)) {
                if (probe.isReady(service, processes.log(service.name()))) {
                    waiting.remove(service);
                    Long start = startedAt.remove(service.name());
                    if (start != null) {
                        told = System.nanoTime();
                        out.printf(
                                "%-15s ready after %s%n",
                                service.name(), Quickstart.seconds(told - start));
                    }
                } else if (processes.running(service.name()).isEmpty()) {
                    return failed(service, "has ended");
                }
            }
            long now = System.nanoTime();
            if (now - begun > PATIENCE.toNanos()) {
                return failed(
                        waiting.getFirst(), "is not ready after " + PATIENCE.toSeconds() + " s");
            }
            if (!waiting.isEmpty() && now - told > SILENCE.toNanos()) {
                told = now;
                out.printf(
                        "%-15s waiting for %s, %s so far%n",
                        "",
                        String.join(", ", waiting.stream().map(Service::name).toList()),
                        Quickstart.seconds(now - begun));
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while services start", e);
        }
    }

    private boolean failed(Service service, String how) {
        Path log = processes.log(service.name());
        out.printf(
                "%s %s; the last lines of %s:%n", service.name(), how, home.root().relativize(log));
        try (var lines = Files.lines(log)) {
            // the frames of a stack trace would push out what it is about
            List<String> all = lines.filter(line -> !line.startsWith("\tat ")).toList();
            all.subList(Math.max(0, all.size() - LAST_LINES), all.size())
                    .forEach(line -> out.println("    " + line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
    }
}
