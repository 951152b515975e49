package id.bekal.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.testing.Api;
import id.bekal.testing.ServiceTest;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import tools.jackson.databind.JsonNode;

@ServiceTest
@TestPropertySource(properties = "bekal.agreements.original-max-size=64KB")
class ApiDescriptionIT {

    @LocalServerPort int port;

    @Test
    void summarizesEachOperationAndHidesTheCaller() {
        JsonNode description = Api.at(port).get("/v3/api-docs").expect(200).json();
        assertThat(description.path("paths").propertyNames())
                .contains(
                        "/api/institutions",
                        "/api/agreements/{id}/addenda/{number}/signatures",
                        "/api/agreements/{id}/original");
        description
                .path("paths")
                .propertyStream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .flatMap(path -> path.getValue().propertyStream())
                .forEach(
                        operation -> {
                            assertThat(operation.getValue().path("summary").asString(""))
                                    .isNotBlank();
                            operation
                                    .getValue()
                                    .path("parameters")
                                    .forEach(
                                            parameter ->
                                                    assertThat(parameter.path("name").asString())
                                                            .isNotEqualTo("caller"));
                        });
        assertThat(
                        description
                                .at("/paths/~1api~1agreements~1{id}~1original/put/requestBody")
                                .path("content")
                                .has("application/pdf"))
                .isTrue();
    }
}
