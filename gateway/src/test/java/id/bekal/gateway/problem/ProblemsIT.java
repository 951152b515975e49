package id.bekal.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;

class ProblemsIT {

    @Nested
    class WithoutAnyService {

        @Test
        void startsAndTellsInIndonesianThatAServiceIsDown() throws Exception {
            try (var gateway = GatewayFixture.alone()) {
                var response = gateway.send(gateway.request("/verify/abc"));

                JsonNode problem = problem(response, 503, "SERVICE_UNAVAILABLE");
                assertThat(problem.get("title").asString()).isEqualTo("Layanan tidak tersedia");
                assertThat(response.headers().firstValue("Content-Language")).contains("id");
                assertThat(response.body()).doesNotContain("127.0.0.1", "Exception", "refused");
            }
        }

        @Test
        void tellsItInEnglishToWhoPrefersThat() throws Exception {
            try (var gateway = GatewayFixture.alone()) {
                var response =
                        gateway.send(
                                gateway.request("/verify/abc")
                                        .header("Accept-Language", "en-GB,en;q=0.9,id;q=0.5"));

                JsonNode problem = problem(response, 503, "SERVICE_UNAVAILABLE");
                assertThat(problem.get("title").asString()).isEqualTo("Service unavailable");
                assertThat(response.headers().firstValue("Content-Language")).contains("en");
            }
        }

        @Test
        void leavesWhatTheOperatorNeedsUnderTheTraceIdInTheLog() throws Exception {
            try (var gateway = GatewayFixture.alone();
                    var lines = new Lines()) {
                var response = gateway.send(gateway.request("/verify/abc"));

                String traceId = response.headers().firstValue("X-Trace-Id").orElseThrow();
                assertThat(lines.list)
                        .anySatisfy(
                                line -> {
                                    assertThat(line.getFormattedMessage())
                                            .contains("GET /verify/abc: SERVICE_UNAVAILABLE")
                                            .contains("refused");
                                    assertThat(line.getMDCPropertyMap())
                                            .containsEntry("traceId", traceId);
                                });
            }
        }

        /** What {@link Failures} logs. */
        private static final class Lines extends ListAppender<ILoggingEvent>
                implements AutoCloseable {

            private final Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);

            Lines() {
                start();
                logger.addAppender(this);
            }

            @Override
            protected void append(ILoggingEvent line) {
                line.prepareForDeferredProcessing(); // while the thread's context is there
                super.append(line);
            }

            @Override
            public void close() {
                logger.detachAppender(this);
            }
        }

        @Test
        void cannotVerifyATokenAndSaysSoRatherThanRefuseIt() throws Exception {
            try (var gateway = GatewayFixture.alone()) {
                var response = gateway.send(gateway.authorized("/api/programs"));

                problem(response, 503, "SERVICE_UNAVAILABLE");
            }
        }
    }

    @Test
    void tellThatAServiceTookTooLong() throws Exception {
        try (var gateway =
                new GatewayFixture(
                        "spring.cloud.gateway.server.webflux.httpclient.response-timeout=300ms")) {
            gateway.training.answers(
                    exchange -> {
                        Thread.sleep(5_000);
                        return "late";
                    });

            var response = gateway.send(gateway.authorized("/api/programs"));

            problem(response, 504, "GATEWAY_TIMEOUT");
            assertThat(response.body()).doesNotContain("PT0.3S");
        }
    }

    @Test
    void tellThatAServiceBrokeOff() throws Exception {
        try (var gateway = new GatewayFixture()) {
            gateway.training.answers(
                    exchange -> {
                        throw new IllegalStateException("dies");
                    });

            problem(gateway.send(gateway.authorized("/api/programs")), 502, "BAD_GATEWAY");
        }
    }

    private static JsonNode problem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).isNotBlank();
        return problem;
    }
}
