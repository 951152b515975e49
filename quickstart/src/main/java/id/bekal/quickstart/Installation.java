package id.bekal.quickstart;

import id.bekal.quickstart.Processes.Running;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A whole installation under a folder of its own, with ports of its own: what faults are tried on.
 * Nothing of it survives {@link #close}.
 */
public final class Installation implements AutoCloseable {

    private final Home home;
    private final Services services;
    private final Processes processes;
    private final Starting starting;

    /**
     * @param root the checkout, with all jars built
     * @param folder for data, logs and keys
     * @param settings by environment variable: the ports, see {@link Services}, and JVM options
     */
    public Installation(Path root, Path folder, Map<String, String> settings, PrintStream out) {
        this.home = new Home(root, folder);
        this.services = new Services(home, settings);
        this.processes = new Processes(home);
        this.starting = new Starting(home, settings, processes, out);
    }

    /** The names of the ports it needs. */
    public static List<String> portSettings() {
        return Services.settings();
    }

    /** Starts everything and waits until it is ready. */
    public boolean start() {
        Keys.keptIn(home.config());
        Clients.keptIn(home.config(), Institution.all());
        return starting.startAll(services.all()) && starting.waitFor(services.all());
    }

    /**
     * Ends a service in order, if it runs, and starts it again.
     *
     * @param environment on top of its own
     * @param classesFirst classes that take precedence over its own; null for none
     * @return whether it got ready
     */
    public boolean restart(
            String name, Map<String, String> environment, @Nullable Path classesFirst) {
        stop(name);
        Service service = service(name).with(environment, classesFirst);
        return starting.startAll(List.of(service)) && starting.waitFor(List.of(service));
    }

    /**
     * Starts a second instance of a service beside the first, called such as {@code events-2}.
     *
     * @param environment on top of its own
     * @return whether it got ready
     */
    public boolean startSecond(String name, int port, Map<String, String> environment) {
        List<Service> second = List.of(service(name).with(environment, null).instance(2, port));
        return starting.startAll(second) && starting.waitFor(second);
    }

    /** Ends in order what runs under a name. */
    public void stop(String name) {
        processes.running(name).ifPresent(processes::stop);
    }

    /** Waits until a service has ended by itself; false if it did not within the time. */
    public boolean awaitEnd(String name, Duration within) {
        Running running = processes.running(name).orElse(null);
        if (running == null) {
            return true;
        }
        try {
            running.handle().onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            processes.forget(name);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * @throws java.util.NoSuchElementException if it does not run
     */
    public ProcessHandle process(String name) {
        return processes.running(name).orElseThrow().handle();
    }

    public URI gateway() {
        return services.gateway();
    }

    public Credentials credentials() {
        return Credentials.read(Clients.credentialsIn(home.config()));
    }

    /** The folder of a service's plain jar and its libraries. */
    public Path unpacked(String name) {
        return java.util.Objects.requireNonNull(
                Unpacked.of(service(name).jar(), home.unpacked()).jar().getParent());
    }

    /** The folder of keys, clients and their secrets. */
    public Path config() {
        return home.config();
    }

    /** Where a service's log is. */
    public Path log(String name) {
        return processes.log(name);
    }

    private Service service(String name) {
        return services.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no service " + name));
    }

    @Override
    public void close() {
        if (!Files.exists(home.folder())) {
            return; // closed already: to look for processes would make folders again
        }
        processes.running().forEach(running -> running.handle().destroyForcibly());
        processes.running().forEach(running -> awaitEnd(running.name(), Duration.ofSeconds(20)));
        Home.delete(home.folder());
    }
}
