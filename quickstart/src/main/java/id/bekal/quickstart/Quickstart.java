package id.bekal.quickstart;

import id.bekal.quickstart.Credentials.Client;
import id.bekal.quickstart.Processes.Running;
import id.bekal.quickstart.conformance.Conformance;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.quickstart.stories.Stories;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** The commands of {@code ./bekal}. */
public final class Quickstart {

    private static final String HELP =
            """
            ./bekal demo [--fresh]       start everything and tell the stories; all stays up
            ./bekal up [--fresh]         start what does not run; --fresh forgets all data first
            ./bekal down                 end what was started here, and nothing else
            ./bekal status               who runs, and whether all are ready (exit code 0)
            ./bekal logs [service] [-f]  the last lines of the logs; -f follows them
            ./bekal credentials [text]   API clients and their secrets, all or those with the text
            ./bekal access-log LEARNER [from] [until]
                                         who read a learner's data, and whether the log is whole
            ./bekal verify FILE [--keys FOLDER_OR_FILE] [--status FILE]
                                         check a certificate's credential without network (.jwt,
                                         PDF, text or picture of the QR code that carries it):
                                         exit code 0 genuine, 1 not, 2 usage
            ./bekal issuers              save the keys it needs of all issuers of what runs
            ./bekal conformance URL [--secret whsec_… | --key FILE] [--received URL] [--json]
                                         check a partner's receiver of webhooks: exit code 0
                                         passed, 1 something failed, 2 usage or not reachable
            ./bekal scale training=2     run that many instances (training, certification, events)
            ./bekal make-env             keys, clients and .env for docker compose
            ./bekal stories [--second] [address] [credentials file]
                                         tell all or the second to what runs, here or elsewhere
            ./bekal help

            Logs, data, keys and pids are under .bekal. Settings, by environment variable:
              BEKAL_PORT_GATEWAY, _AGREEMENTS, _TRAINING, _CERTIFICATION, _IDENTITY,
              BEKAL_PORT_STORE, _BROKER, _CONTROLLER   ports
              BEKAL_GATEWAY_ADDRESS=0.0.0.0            open the gateway to other machines
              BEKAL_JVM_OPTIONS                        for every process, after the launcher's own
              BEKAL_NO_BUILD=1                         never build, start what is there
            """;

    private static final String VERIFY_USAGE =
            "verify takes a file and perhaps --keys FOLDER_OR_FILE and --status FILE";

    private final Home home;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final Processes processes;

    Quickstart(Home home, Map<String, String> environment, PrintStream out) {
        this.home = home;
        this.environment = environment;
        this.out = out;
        this.processes = new Processes(home);
    }

    /** The checkout is named by the system property {@code bekal.home}; else it is where we are. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Home home = new Home(Path.of(System.getProperty("bekal.home", "")));
        System.exit(new Quickstart(home, System.getenv(), out).run(List.of(arguments)));
    }

    /**
     * @return the exit code: 0 when it went well, 1 when it did not, 2 when the command is unknown
     */
    int run(List<String> arguments) {
        String command = arguments.isEmpty() ? "help" : arguments.getFirst();
        List<String> rest =
                arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        try {
            return switch (command) {
                case "demo" -> alone(() -> up(rest), this::demo);
                case "up" -> alone(() -> up(rest), () -> 0);
                case "down" -> alone(this::down, () -> 0);
                case "scale" -> alone(() -> scale(rest), () -> 0);
                case "status" -> status();
                case "logs" -> logs(rest);
                case "credentials" -> credentials(rest);
                case "access-log" -> accessLog(rest);
                case "verify" -> verify(rest);
                case "issuers" -> issuers(rest);
                case "conformance" -> new Conformance(out).run(rest);
                case "make-env" -> makeEnv(rest);
                case "stories" -> stories(rest);
                case "help", "--help", "-h" -> help();
                default -> {
                    out.println("there is no command " + command);
                    help();
                    yield 2;
                }
            };
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
    }

    private int help() {
        out.print(HELP);
        return 0;
    }

    /** Two that start or end processes at the same time would undo each other's work. */
    private int alone(IntSupplier first, IntSupplier then) {
        Path file = home.run().resolve("lock");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isLocked(channel)) {
                out.println(
                        "another ./bekal starts or ends services just now; try again when it is done");
                return 1;
            }
            int code = first.getAsInt();
            if (code != 0) {
                return code;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return then.getAsInt();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held in this JVM
        }
    }

    // --- up, down, scale

    private int up(List<String> options) {
        if (!Set.of("--fresh").containsAll(options)) {
            throw new IllegalArgumentException("up and demo take no option but --fresh");
        }
        if (options.contains("--fresh")) {
            down();
            Home.delete(home.data());
        }
        Services services = new Services(home, settings());
        List<Path> missing =
                services.all().stream()
                        .map(Service::jar)
                        .filter(jar -> !Files.exists(jar))
                        .map(home.root()::relativize)
                        .toList();
        if (!missing.isEmpty()) {
            out.println("these are not built: " + missing + "; run ./mvnw -DskipTests package");
            return 1;
        }
        List<Service> toStart = new ArrayList<>();
        for (Service service : services.all()) {
            Running running = processes.running(service.name()).orElse(null);
            if (running == null) {
                toStart.add(service);
            } else if (!running.build().equals(Unpacked.hash(service.jar()))) {
                out.printf("%-15s was built anew and is started again%n", service.name());
                processes.stop(running);
                toStart.add(service);
            } else {
                out.printf(
                        "%-15s already running, process %d, port %d%n",
                        service.name(), running.pid(), service.port());
            }
        }
        List<String> complaints = Ports.complaints(toStart);
        if (!complaints.isEmpty()) {
            complaints.forEach(out::println);
            return 1;
        }
        remember(services);
        Keys.keptIn(home.config());
        Clients.keptIn(home.config(), Institution.all());
        Starting starting = new Starting(home, environment, processes, out);
        boolean ready = starting.startAll(toStart) && starting.waitFor(services.all());
        Unpacked.prune(
                home.unpacked(),
                processes.running().stream().map(Running::build).collect(Collectors.toSet()));
        if (!ready) {
            out.println("./bekal down ends what was started");
            return 1;
        }
        out.println("gateway: " + services.gateway() + " (./bekal credentials shows the clients)");
        return 0;
    }

    private int down() {
        List<Running> all = processes.running();
        if (all.isEmpty()) {
            out.println("nothing is running");
        }
        // those without which the others complain come last
        stop(all.stream().filter(r -> r.name().equals("gateway")).toList());
        stop(
                all.stream()
                        .filter(r -> !Set.of("gateway", "infrastructure").contains(r.name()))
                        .toList());
        stop(all.stream().filter(r -> r.name().equals("infrastructure")).toList());
        processes.forgetEnded();
        forgetRemembered();
        return 0;
    }

    private void stop(List<Running> some) {
        some.parallelStream()
                .forEach(
                        running -> {
                            boolean killed = processes.stop(running);
                            out.printf(
                                    "%-15s ended%s%n",
                                    running.name(),
                                    killed ? ", killed because it did not end by itself" : "");
                        });
    }

    private int scale(List<String> wanted) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("scale takes a service and a number: training=2");
        }
        Services services = new Services(home, settings());
        Starting starting = new Starting(home, environment, processes, out);
        List<Service> toStart = new ArrayList<>();
        for (String one : wanted) {
            String[] parts = one.split("=", 2);
            Service service =
                    services.named(parts[0])
                            .filter(Service::scalable)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "only training, certification and events"
                                                            + " can be scaled here, not "
                                                            + parts[0]));
            if (parts.length < 2 || !parts[1].matches("[1-8]")) {
                throw new IllegalArgumentException("give a number from 1 to 8: " + parts[0] + "=2");
            }
            if (processes.running(service.name()).isEmpty()) {
                out.println(service.name() + " is not running; ./bekal up first");
                return 1;
            }
            int instances = Integer.parseInt(parts[1]);
            for (int number = 2; number <= 8; number++) {
                Running running = processes.running(service.name() + "-" + number).orElse(null);
                if (number > instances && running != null) {
                    stop(List.of(running));
                } else if (number <= instances && running == null) {
                    toStart.add(service.instance(number, Ports.anyFree()));
                }
            }
        }
        if (!starting.startAll(toStart) || !starting.waitFor(toStart)) {
            return 1;
        }
        out.println(
                "instances share the events; requests still reach the first, which is the one the"
                        + " gateway knows");
        return 0;
    }

    // --- status, logs, credentials

    private int status() {
        Services services = new Services(home, settings());
        Probe probe = new Probe();
        boolean all = true;
        long total = 0;
        List<Service> shown = new ArrayList<>(services.all());
        for (Running running : processes.running()) {
            int dash = running.name().lastIndexOf('-');
            if (dash > 0) {
                services.named(running.name().substring(0, dash))
                        .map(
                                service ->
                                        service.instance(
                                                Integer.parseInt(
                                                        running.name().substring(dash + 1)),
                                                running.port()))
                        .ifPresent(shown::add);
            }
        }
        out.printf("%-16s %8s %6s %8s %9s  %s%n", "SERVICE", "PROCESS", "PORT", "MEMORY", "UP", "");
        for (Service service : shown) {
            Running running = processes.running(service.name()).orElse(null);
            if (running == null) {
                all = false;
                out.printf(
                        "%-16s %8s %6d %8s %9s  not running%n",
                        service.name(), "-", service.port(), "-", "-");
                continue;
            }
            boolean ready = probe.isReady(service, processes.log(service.name()));
            long megabytes = Processes.residentMegabytes(running.pid()).orElse(0L);
            total += megabytes;
            all &= ready;
            out.printf(
                    "%-16s %8d %6d %8s %9s  %s%n",
                    service.name(),
                    running.pid(),
                    service.port(),
                    megabytes + " MiB",
                    told(running.uptime()),
                    ready ? "ready" : "not ready");
        }
        out.printf("%-16s %24s%n", "together", total + " MiB");
        return all ? 0 : 1;
    }

    private static String told(Duration uptime) {
        return "%d:%02d:%02d"
                .formatted(uptime.toHours(), uptime.toMinutesPart(), uptime.toSecondsPart());
    }

    private int logs(List<String> options) {
        boolean follow = options.contains("-f");
        List<String> names = options.stream().filter(option -> !option.equals("-f")).toList();
        List<String> files = new ArrayList<>();
        try (var logs = Files.newDirectoryStream(home.logs(), "*.log")) {
            for (Path log : logs) {
                String name = log.getFileName().toString().replace(".log", "");
                if (names.isEmpty() ? !name.endsWith(".1") : names.contains(name)) {
                    files.add(log.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (files.isEmpty()) {
            out.println("there is no log" + (names.isEmpty() ? "" : " of " + names));
            return 1;
        }
        files.sort(null);
        List<String> command =
                new ArrayList<>(List.of("tail", "-n", names.isEmpty() ? "20" : "200"));
        if (follow) {
            command.add("-F");
        }
        command.addAll(files);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int credentials(List<String> options) {
        String part = options.isEmpty() ? "" : options.getFirst();
        URI gateway = new Services(home, settings()).gateway();
        Credentials credentials = Clients.keptIn(home.config(), Institution.all());
        List<Client> shown =
                credentials.clients().stream().filter(c -> c.clientId().contains(part)).toList();
        if (shown.isEmpty()) {
            out.println("no client has " + part + " in its id");
            return 1;
        }
        out.println("gateway: " + gateway);
        out.println();
        int width = shown.stream().mapToInt(c -> c.clientId().length()).max().orElse(0);
        String row = "%-" + width + "s  %-43s  %-" + width + "s  %-18s  %s%n";
        out.printf(row, "CLIENT", "SECRET", "INSTITUTION", "KIND", "SCOPES");
        for (Client client : shown) {
            out.printf(
                    row,
                    client.clientId(),
                    client.secret(),
                    client.institution(),
                    client.kind(),
                    String.join(" ", client.scopes()));
        }
        Client first = shown.getFirst();
        out.println();
        out.println("a token:");
        out.printf(
                "curl -s -u '%s:%s' -d grant_type=client_credentials -d 'scope=%s' %s/oauth2/token%n",
                first.clientId(), first.secret(), String.join(" ", first.scopes()), gateway);
        return 0;
    }

    // --- stories

    private int demo() {
        int code = stories(List.of());
        if (code == 0) {
            code =
                    new EveryCertificate(
                                    new Services(home, settings()).gateway(),
                                    Clients.keptIn(home.config(), Institution.all()),
                                    issuers(),
                                    out)
                            .check();
        }
        out.println("all stays up: ./bekal status, credentials, logs; ./bekal down ends it");
        return code;
    }

    private int stories(List<String> options) {
        boolean second = options.contains("--second");
        List<String> where = options.stream().filter(o -> !o.equals("--second")).toList();
        URI gateway =
                where.isEmpty()
                        ? new Services(home, settings()).gateway()
                        : URI.create(where.getFirst());
        Credentials credentials =
                Credentials.read(
                        where.size() < 2
                                ? Clients.credentialsIn(home.config())
                                : Path.of(where.get(1)));
        return second
                ? Stories.runStoryTwo(gateway, credentials, out)
                : Stories.run(gateway, credentials, out);
    }

    private int accessLog(List<String> options) {
        if (options.isEmpty() || options.size() > 3) {
            throw new IllegalArgumentException(
                    "access-log takes a learner's id and perhaps two moments:"
                            + " 2026-11-01T00:00:00Z 2026-12-01T00:00:00Z");
        }
        Credentials credentials = Clients.keptIn(home.config(), Institution.all());
        return new AccessLogReport(
                        new InstitutionApi(
                                new Services(home, settings()).gateway(),
                                credentials.of("operator")),
                        out)
                .print(
                        options.getFirst(),
                        options.size() > 1 ? options.get(1) : "1970-01-01T00:00:00Z",
                        options.size() > 2 ? options.get(2) : "2100-01-01T00:00:00Z");
    }

    private Path issuers() {
        return home.config().resolve("issuers");
    }

    private int issuers(List<String> options) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("issuers takes no option");
        }
        Credentials credentials = Clients.keptIn(home.config(), Institution.all());
        try {
            int saved =
                    IssuerKeys.save(
                            new InstitutionApi(
                                    new Services(home, settings()).gateway(),
                                    credentials.of("operator")),
                            issuers());
            out.println("keys of " + saved + " issuers are in " + issuers());
            return saved == 0 ? 1 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int verify(List<String> arguments) {
        @Nullable Path file = null;
        @Nullable Path status = null;
        Path keys = issuers();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean isOption = argument.startsWith("--");
            if (isOption && i + 1 == arguments.size() || !isOption && file != null) {
                throw new IllegalArgumentException(VERIFY_USAGE);
            }
            switch (argument) {
                case "--keys" -> keys = Path.of(arguments.get(++i));
                case "--status" -> status = Path.of(arguments.get(++i));
                default -> {
                    if (isOption) {
                        throw new IllegalArgumentException(VERIFY_USAGE);
                    }
                    file = Path.of(argument);
                }
            }
        }
        if (file == null) {
            throw new IllegalArgumentException(VERIFY_USAGE);
        }
        return new OfflineCheck(IssuerKeys.in(keys), Clock.systemUTC(), out).check(file, status);
    }

    private int makeEnv(List<String> files) {
        Path root = home.root();
        ComposeSecrets.write(
                files.isEmpty() ? root.resolve(".env") : Path.of(files.getFirst()),
                files.size() < 2 ? root.resolve("deploy/secrets") : Path.of(files.get(1)),
                out);
        return 0;
    }

    // --- settings: while anything runs, the ports it was started with hold

    private Path remembered() {
        return home.run().resolve("ports");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(environment);
        if (processes.running().isEmpty() || !Files.exists(remembered())) {
            return settings;
        }
        Properties ports = new Properties();
        try (var in = Files.newBufferedReader(remembered())) {
            ports.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String setting : Services.settings()) {
            @Nullable String held = ports.getProperty(setting);
            @Nullable String asked = environment.get(setting);
            if (held != null) {
                settings.put(setting, held);
                if (asked != null && !asked.equals(held)) {
                    out.printf(
                            "%s=%s waits for the next start: it runs with %s; ./bekal down first%n",
                            setting, asked, held);
                }
            }
        }
        return settings;
    }

    private void remember(Services services) {
        String lines =
                services.all().stream()
                        .flatMap(service -> service.ports().stream())
                        .map(port -> port.setting() + "=" + port.number() + "\n")
                        .collect(Collectors.joining());
        Home.writePrivately(remembered(), lines);
    }

    private void forgetRemembered() {
        try {
            Files.deleteIfExists(remembered());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String seconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.1f s", nanoseconds / 1e9);
    }
}
