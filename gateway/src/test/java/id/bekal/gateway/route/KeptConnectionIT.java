package id.bekal.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Guards against reactor-netty #4347 and #4361, with which one request in 400 hung for good. */
class KeptConnectionIT {

    private static final int REQUESTS = 2_000;

    @Test
    void answersRequestAfterRequest() throws Exception {
        // answers of a known length that are streamed, and at once ones without a body
        List<String> paths = List.of("/docs/index.html", "/docs", "/actuator/health", "/nothing");
        try (var gateway = new GatewayFixture()) {
            for (int i = 0; i < REQUESTS; i++) {
                String path = paths.get(i / 7 % paths.size());

                var response = gateway.send(gateway.request(path).timeout(Duration.ofSeconds(20)));

                assertThat(response.statusCode()).as("request %d, %s", i, path).isIn(200, 302, 404);
            }
        }
    }
}
