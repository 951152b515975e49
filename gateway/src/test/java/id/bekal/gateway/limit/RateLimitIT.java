package id.bekal.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.GatewayFixture;
import id.bekal.gateway.StoppedTime;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Permits come back only when the test lets time pass. */
class RateLimitIT {

    private static final StoppedTime TIME = new StoppedTime();

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        gateway =
                new GatewayFixture(
                        TIME,
                        "BEKAL_LIMIT_CLIENT=3/1m",
                        "BEKAL_LIMIT_INSTITUTION=5/1m",
                        "BEKAL_LIMIT_INSTITUTIONS=large=7/1m, small=1/1m",
                        "BEKAL_LIMIT_ADDRESS=4/1m",
                        "BEKAL_LIMIT_SIGN_IN=2/1m",
                        "BEKAL_TRUSTED_PROXIES=127\\.0\\.0\\.1");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void refill() {
        TIME.passes(Duration.ofMinutes(1));
        gateway.forget();
        gateway.training.answers(exchange -> "{}");
    }

    @Nested
    class OfAClient {

        @Test
        void admitsWhatItMaySendAndRefusesTheNext() throws Exception {
            assertThat(statuses(4, "one", "inst-1")).containsExactly(200, 200, 200, 429);
            assertThat(gateway.training.seen()).as("refused at the door").hasSize(3);
        }

        @Test
        void leavesOtherClientsAlone() throws Exception {
            assertThat(statuses(4, "one", "inst-1")).endsWith(429);

            assertThat(statuses(1, "two", "inst-2")).containsExactly(200);
        }

        @Test
        void admitsItAgainWhenItSaysSo() throws Exception {
            statuses(3, "one", "inst-1");
            var refused = with("one", "inst-1");
            assertThat(refused.headers().firstValue("Retry-After")).contains("20");

            TIME.passes(Duration.ofSeconds(20).minusMillis(1));
            assertThat(with("one", "inst-1").statusCode()).isEqualTo(429);
            TIME.passes(Duration.ofMillis(1));
            assertThat(with("one", "inst-1").statusCode()).isEqualTo(200);
        }

        @Test
        void countsRequestsThatItsServiceRefusesToo() throws Exception {
            for (int i = 0; i < 3; i++) {
                gateway.send(authorized("/api/unknown", "one", "inst-1"));
            }

            assertThat(with("one", "inst-1").statusCode()).isEqualTo(429);
        }

        @Test
        void holdsForOneThatActsForNoInstitution() throws Exception {
            assertThat(statuses(4, "one", null)).containsExactly(200, 200, 200, 429);
        }
    }

    @Nested
    class OfAnInstitution {

        @Test
        void countsItsClientsTogether() throws Exception {
            assertThat(statuses(3, "one", "inst-1")).containsOnly(200);
            assertThat(statuses(2, "two", "inst-1")).containsOnly(200);
            assertThat(statuses(1, "three", "inst-1")).containsOnly(429);
        }

        @Test
        void isNotSpentByAClientThatIsRefused() throws Exception {
            assertThat(statuses(20, "one", "inst-1")).endsWith(429);

            assertThat(statuses(2, "two", "inst-1")).containsOnly(200);
        }

        @Test
        void doesNotSpendThePermitsOfTheClientItRefuses() throws Exception {
            statuses(3, "one", "inst-1");
            statuses(2, "two", "inst-1");
            assertThat(statuses(5, "three", "inst-1")).containsOnly(429);

            assertThat(statuses(4, "three", "inst-2")).containsExactly(200, 200, 200, 429);
        }

        @Test
        void mayBeLargerOrSmallerForSome() throws Exception {
            assertThat(statuses(3, "one", "large")).containsOnly(200);
            assertThat(statuses(3, "two", "large")).containsOnly(200);
            assertThat(statuses(2, "three", "large")).containsExactly(200, 429);
            assertThat(statuses(2, "four", "small")).containsExactly(200, 429);
        }
    }

    @Nested
    class OfAnAddress {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/verify/abc",
                    "/status-lists/1",
                    "/issuers/1/did.json",
                    "/.well-known/openid-configuration",
                    "/oauth2/authorize",
                    "/docs/openapi/training"
                })
        void countsWhatNeedsNoToken(String path) throws Exception {
            for (int i = 0; i < 4; i++) {
                assertThat(from("203.0.113.7", "GET", path).statusCode()).isEqualTo(200);
            }

            assertThat(from("203.0.113.7", "GET", path).statusCode()).isEqualTo(429);
            assertThat(from("203.0.113.8", "GET", path).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/oauth2/token", "/login", "/totp", "/invitation/abc"})
        void countsSecretsThatAreTriedMoreStrictly(String path) throws Exception {
            for (int i = 0; i < 2; i++) {
                from("203.0.113.7", "POST", path);
            }

            assertThat(from("203.0.113.7", "POST", path).statusCode()).isEqualTo(429);
            assertThat(from("203.0.113.7", "GET", "/verify/abc").statusCode()).isEqualTo(200);
        }

        @Test
        void isNotTheOneACallerMakesUp() throws Exception {
            for (int i = 0; i < 4; i++) {
                from("198.51.100." + i + ", 203.0.113.7", "GET", "/verify/abc");
            }

            assertThat(from("198.51.100.9, 203.0.113.7", "GET", "/verify/abc").statusCode())
                    .isEqualTo(429);
        }

        @Test
        void countsTokensThatAreRefusedButNeverGoodOnes() throws Exception {
            for (int i = 0; i < 4; i++) {
                assertThat(garbage().statusCode()).isEqualTo(401);
            }
            assertThat(garbage().statusCode()).isEqualTo(429);

            assertThat(statuses(3, "one", "inst-1")).containsOnly(200);
        }

        private HttpResponse<String> garbage() throws Exception {
            return gateway.send(
                    gateway.request("/api/programs")
                            .header("X-Forwarded-For", "203.0.113.7")
                            .header("Authorization", "Bearer garbage"));
        }
    }

    @Test
    void tellEachAnswerWhatIsLeft() throws Exception {
        HttpResponse<String> first = with("one", "inst-1");
        TIME.passes(Duration.ofSeconds(5));
        HttpResponse<String> second = with("one", "inst-1");

        assertThat(first.headers().allValues("RateLimit-Policy"))
                .containsExactly("\"client\";q=3;w=60, \"institution\";q=5;w=60");
        assertThat(first.headers().allValues("RateLimit"))
                .containsExactly("\"client\";r=2;t=20, \"institution\";r=4;t=12");
        assertThat(second.headers().allValues("RateLimit"))
                .containsExactly("\"client\";r=1;t=35, \"institution\";r=3;t=19");
        assertThat(second.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void areToldInTheCallersLanguage() throws Exception {
        statuses(3, "one", "inst-1");

        var indonesian = with("one", "inst-1");
        var english =
                gateway.send(
                        authorized("/api/programs", "one", "inst-1")
                                .header("Accept-Language", "en"));

        assertThat(indonesian.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(indonesian.body())
                .contains("\"code\":\"RATE_LIMITED\"", "Terlalu banyak permintaan");
        assertThat(english.body()).contains("\"code\":\"RATE_LIMITED\"", "Too many requests");
    }

    @Test
    void leaveHealthAndTheDocumentationPageAlone() throws Exception {
        for (int i = 0; i < 20; i++) {
            from("203.0.113.7", "GET", "/verify/abc");
            assertThat(from("203.0.113.7", "GET", "/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
            assertThat(from("203.0.113.7", "GET", "/docs/index.html").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> from(String address, String method, String path)
            throws Exception {
        return gateway.send(
                gateway.request(path)
                        .header("X-Forwarded-For", address)
                        .method(method, BodyPublishers.noBody()));
    }

    private static List<Integer> statuses(int requests, String client, @Nullable String institution)
            throws Exception {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < requests; i++) {
            statuses.add(with(client, institution).statusCode());
        }
        return statuses;
    }

    private static HttpResponse<String> with(String client, @Nullable String institution)
            throws Exception {
        return gateway.send(authorized("/api/programs", client, institution));
    }

    private static HttpRequest.Builder authorized(
            String path, String client, @Nullable String institution) {
        var claims =
                GatewayFixture.claims().subject(client).claim("institution", institution).build();
        return gateway.request(path)
                .header("Authorization", "Bearer " + GatewayFixture.token(claims, gateway.key));
    }
}
