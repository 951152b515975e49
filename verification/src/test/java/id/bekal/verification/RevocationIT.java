package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.quickstart.Credentials;
import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A revoked client's token, good for minutes still, counts nowhere any more within a minute. */
class RevocationIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final Installation installation = TheInstallation.running();

    @Test
    void countsWithinAMinuteAtTheGatewayAndAtEachService() throws Exception {
        Credentials.Client known = installation.credentials().of("upt-blk-jember");
        InstitutionApi kanwil =
                new InstitutionApi(
                        installation.gateway(),
                        installation.credentials().of("kanwil-ditjenpas-jawa-timur"));
        JsonNode registered =
                kanwil.post(
                                "/api/clients",
                                Map.of(
                                        "institution",
                                        known.institution(),
                                        "name",
                                        "to be revoked",
                                        "scopes",
                                        known.scopes(),
                                        "authentication",
                                        "SECRET"))
                        .expect(201)
                        .json();
        String id = registered.path("id").asString();
        String secret = registered.path("secret").asString();
        String token = token(id, secret, 200);
        List<URI> routes =
                List.of(
                        installation.gateway().resolve("/api/programs?limit=1"),
                        TheInstallation.directly("TRAINING").resolve("/api/programs?limit=1"),
                        TheInstallation.directly("AGREEMENTS").resolve("/api/agreements?limit=1"),
                        TheInstallation.directly("CERTIFICATION")
                                .resolve("/api/certificates?limit=1"));
        for (URI route : routes) {
            assertThat(status(route, token)).as(route.toString()).isEqualTo(200);
        }

        kanwil.post("/api/clients/" + id + "/revocation", Map.of()).expect(200);

        token(id, secret, 401);
        for (URI route : routes) {
            await().atMost(A_MINUTE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(
                            () ->
                                    assertThat(status(route, token))
                                            .as(route.toString())
                                            .isEqualTo(401));
        }
    }

    private String token(String id, String secret, int expected) throws Exception {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes());
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(installation.gateway().resolve("/oauth2/token"))
                                .header("Authorization", "Basic " + basic)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "grant_type=client_credentials"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(expected);
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString("");
    }

    private static int status(URI route, String token) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(route)
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
