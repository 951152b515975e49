package id.bekal.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.regex.Pattern;

class DocumentationIT {

    private static final String DESCRIPTION =
            """
            {"openapi": "3.1.0", "servers": [{"url": "http://10.0.0.7:8082"}],
             "paths": {"/api/programs": {}}}""";

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        gateway = new GatewayFixture();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, /docs/index.html",
        "/docs/, /docs/index.html",
        "/docs/events, /docs/events.html"
    })
    void isFoundAtItsShortAddress(String path, String page) throws Exception {
        var response = gateway.send(gateway.request(path));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).contains(page);
    }

    @ParameterizedTest
    @CsvSource({"/docs/index.html, 7", "/docs/events.html, 6"})
    void needsNothingButThisServer(String path, int parts) throws Exception {
        String page = gateway.send(gateway.request(path)).body();

        var addresses = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page).results();
        assertThat(addresses.map(found -> found.group(1)).toList())
                .hasSize(parts)
                .allSatisfy(
                        address -> {
                            assertThat(address).startsWith("/docs/");
                            var part = gateway.send(gateway.request(address));
                            assertThat(part.statusCode()).as(address).isEqualTo(200);
                        });
        assertThat(page).as("the policy forbids inline scripts").doesNotContain("<script>");
    }

    @Test
    void showsTheEventsInBothLanguages() throws Exception {
        assertThat(gateway.send(gateway.request("/docs/index.html")).body())
                .contains("href=\"/docs/events.html\"");
        assertThat(gateway.send(gateway.request("/docs/events.html")).body())
                .contains("<section lang=\"id\">", "<section lang=\"en\">", "/docs/events.js");
        assertThat(gateway.send(gateway.request("/docs/events.js")).body())
                .contains("fetch(\"/docs/asyncapi.json\")")
                .doesNotContain("innerHTML");
    }

    @Test
    void servesTheDescriptionOfEvents() throws Exception {
        var response = gateway.send(gateway.request("/docs/asyncapi.json"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("max-age=3600, public");
        JsonNode description = JsonMapper.shared().readTree(response.body());
        assertThat(description.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(description.at("/channels/feedStream/address").asString())
                .isEqualTo("/api/events/stream");
    }

    @Test
    void listsEveryService() throws Exception {
        assertThat(gateway.send(gateway.request("/docs/page.js")).body())
                .contains(
                        "\"/docs/openapi/agreements\"",
                        "\"/docs/openapi/training\"",
                        "\"/docs/openapi/certification\"",
                        "\"/docs/openapi/events\"",
                        "\"/docs/openapi/identity\"",
                        "validatorUrl: null");
    }

    @Test
    void describesAServiceAtTheGatewaysAddress() throws Exception {
        gateway.training.answers(
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    return DESCRIPTION;
                });

        var response = gateway.send(gateway.request("/docs/openapi/training"));

        assertThat(gateway.training.only().path()).isEqualTo("/v3/api-docs");
        JsonNode description = JsonMapper.shared().readTree(response.body());
        assertThat(description.at("/servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
        assertThat(description.at("/paths").has("/api/programs")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/openapi/gateway", "/docs/other", "/docs/ui/other", "/webjars/x"})
    void hasNothingElse(String path) throws Exception {
        var response = gateway.send(gateway.request(path));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"code\":\"NOT_FOUND\"");
    }
}
