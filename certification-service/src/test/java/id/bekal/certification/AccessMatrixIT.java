package id.bekal.certification;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.testing.AccessMatrix;
import id.bekal.testing.Api;
import id.bekal.testing.ServiceTest;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every route × every role, and every bad token. */
@ServiceTest
class AccessMatrixIT {

    @LocalServerPort int port;

    @Test
    void letsNobodyDoWhatNoRuleGrants() {
        assertThat(AccessMatrix.faults(port, 8)).isEmpty();
    }

    @Test
    void needsATokenForAllButThese() {
        assertThat(AccessMatrix.publicPaths(Api.at(port).get("/v3/api-docs").json()))
                .containsExactly(
                        "/credentials/contexts/v1",
                        "/credentials/schemas/certificate-v1.json",
                        "/holders/{token}",
                        "/holders/{token}/revocation",
                        "/issuers/{id}/did.json",
                        "/status-lists/{id}",
                        "/verify",
                        "/verify/{token}");
    }
}
