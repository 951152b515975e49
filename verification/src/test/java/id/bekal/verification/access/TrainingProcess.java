package id.bekal.verification.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * One more training-service over the installation's store and broker, on a port of its own: the
 * environment is that of the installation's own process, which the system tells.
 */
final class TrainingProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final int port;

    /**
     * @param like the installation's own process
     * @param unpacked the service's plain jar and its libraries
     * @param classesFirst take precedence over those of the jar
     * @param jvm the options that it runs with
     */
    TrainingProcess(
            ProcessHandle like,
            Path unpacked,
            Path classesFirst,
            int port,
            List<String> jvm,
            Path log) {
        this.port = port;
        Path jar = unpacked.resolve("application.jar");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classesFirst + ":" + jar, mainClass(jar)));
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(like));
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitReady(log);
    }

    private static String mainClass(Path jar) {
        try (JarFile application = new JarFile(jar.toFile())) {
            return application
                    .getManifest()
                    .getMainAttributes()
                    .getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(ProcessHandle like) {
        Map<String, String> environment = new HashMap<>();
        try {
            String all =
                    Files.readString(
                            Path.of("/proc/" + like.pid() + "/environ"), StandardCharsets.UTF_8);
            for (String variable : all.split("\0")) {
                String[] parts = variable.split("=", 2);
                if (parts.length == 2) {
                    environment.put(parts[0], parts[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }

    private void awaitReady(Path log) {
        var http = HttpClient.newHttpClient();
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + port + "/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // asked again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            pause();
        }
        process.destroyForcibly();
        try {
            System.err.println(Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("training-service did not get ready");
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return port;
    }

    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy(); // in order, so that its share of the topics is taken over at once
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
