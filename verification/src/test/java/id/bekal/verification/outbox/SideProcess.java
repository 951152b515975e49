package id.bekal.verification.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A side, or the servers, in a JVM of its own: it gets one request a line on its input and answers
 * on its output with a line that begins with {@link #ANSWER}.
 */
final class SideProcess implements Side {

    private static final String ANSWER = "@answer ";

    private final Process process;
    private final PrintWriter requests;
    private final BufferedReader answers;

    /**
     * @param heap the JVM's, both least and most, such as 512m
     */
    SideProcess(String heap, Map<String, String> properties, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseParallelGC"));
        command.add("-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener");
        command.add(
                arguments[0].equals("servers")
                        ? "-Dlogback.configurationFile=embedded-logback.xml"
                        : "-Dlogging.config=classpath:embedded-logback.xml");
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(SideProcess.class.getName());
        command.addAll(List.of(arguments));
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** What the process said about itself when it was ready. */
    String ready() {
        return answer();
    }

    private String ask(Object... words) {
        requests.println(
                String.join(" ", java.util.Arrays.stream(words).map(String::valueOf).toList()));
        return answer();
    }

    private String answer() {
        try {
            String line = answers.readLine();
            while (line != null && !line.startsWith(ANSWER)) {
                System.err.println(line);
                line = answers.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("a process of the benchmark ended");
            }
            return line.substring(ANSWER.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void open(String run, boolean backlog) {
        ask("open", run, backlog);
    }

    @Override
    public void execute(Commands commands) {
        ask(
                "execute",
                commands.count(),
                commands.callers(),
                commands.perSecond(),
                commands.startedAt());
    }

    @Override
    public void leaveBehind(int events) {
        ask("leaveBehind", events);
    }

    @Override
    public void drain() {
        ask("drain");
    }

    @Override
    public long pending() {
        return Long.parseLong(ask("pending"));
    }

    @Override
    public Duration cpu() {
        return Duration.ofNanos(Long.parseLong(ask("cpu")));
    }

    @Override
    public void end() {
        ask("end");
    }

    @Override
    public void close() {
        process.destroy();
    }

    // ---- in the process

    /** The side of a name. */
    static Side side(String name, Connections connections) {
        return switch (name) {
            case "bekal" -> new BekalSide(connections);
            case "modulith" -> new ModulithSide(connections, "update");
            case "modulith-delete" -> new ModulithSide(connections, "delete");
            case "bare" -> new BareSide(connections, true);
            case "producer" -> new BareSide(connections, false);
            default -> throw new IllegalArgumentException("no side is called " + name);
        };
    }

    public static void main(String[] arguments) throws IOException {
        // Spring's and Kafka's own words go the same way and do not begin with ANSWER
        if (arguments[0].equals("servers")) {
            Servers servers = Servers.start();
            System.out.println(
                    ANSWER
                            + servers.connections().mongodb()
                            + ' '
                            + servers.connections().brokers());
            serve(request -> request[0].equals("cpu") ? nanos(Connections.cpuOfThisProcess()) : "");
            servers.close();
        } else {
            Side side = side(arguments[0], new Connections(arguments[1], arguments[2]));
            System.out.println(ANSWER + "ready");
            serve(request -> answer(side, request));
            side.close();
        }
        System.exit(0);
    }

    private interface Answering {
        String answer(String[] request);
    }

    private static void serve(Answering answering) throws IOException {
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = requests.readLine();
        while (line != null) {
            try {
                System.out.println(ANSWER + answering.answer(line.split(" ")));
            } catch (RuntimeException e) {
                e.printStackTrace();
                return;
            }
            line = requests.readLine();
        }
    }

    private static String answer(Side side, String[] request) {
        switch (request[0]) {
            case "open" -> side.open(request[1], Boolean.parseBoolean(request[2]));
            case "execute" ->
                    side.execute(
                            new Commands(
                                    Integer.parseInt(request[1]),
                                    Integer.parseInt(request[2]),
                                    Integer.parseInt(request[3]),
                                    Path.of(request[4])));
            case "leaveBehind" -> side.leaveBehind(Integer.parseInt(request[1]));
            case "drain" -> side.drain();
            case "pending" -> {
                return String.valueOf(side.pending());
            }
            case "cpu" -> {
                return nanos(side.cpu());
            }
            case "end" -> side.end();
            default -> throw new IllegalArgumentException("no request is called " + request[0]);
        }
        return "done";
    }

    private static String nanos(Duration duration) {
        return String.valueOf(duration.toNanos());
    }
}
