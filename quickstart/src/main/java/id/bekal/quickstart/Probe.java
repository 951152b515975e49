package id.bekal.quickstart;

import id.bekal.quickstart.Ports.Port;
import id.bekal.quickstart.Service.Readiness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks a service whether it takes requests. */
final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    boolean isReady(Service service, Path log) {
        if (service.readiness() == Readiness.PORTS) {
            return hasSaidSo(log)
                    && service.ports().stream().map(Port::number).allMatch(Ports::answers);
        }
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/actuator/health/readiness"
                                                .formatted(service.port())))
                        .timeout(PATIENCE)
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean hasSaidSo(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.startsWith("ready: "));
        } catch (IOException e) {
            return false;
        }
    }
}
