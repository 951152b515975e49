package id.bekal.events;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.testing.AccessMatrix;
import id.bekal.testing.Api;

import org.junit.jupiter.api.Test;

/** Every route × every role, and every bad token. */
class AccessMatrixIT extends RunningService {

    @Test
    void letsNobodyDoWhatNoRuleGrants() {
        assertThat(AccessMatrix.faults(port, 18)).isEmpty();
    }

    @Test
    void needsATokenForAllButThese() {
        assertThat(AccessMatrix.publicPaths(Api.at(port).get("/v3/api-docs").json())).isEmpty();
    }
}
