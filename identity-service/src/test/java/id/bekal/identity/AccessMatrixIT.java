package id.bekal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.testing.AccessMatrix;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/**
 * Every route of the administration, and every bad token; what each role may is in the tests of
 * clients and accounts.
 */
class AccessMatrixIT {

    @Test
    void letsNobodyInWithoutAGoodToken(@TempDir Path folder) throws Exception {
        try (IdentityFixture identity = IdentityFixture.start(folder)) {
            assertThat(AccessMatrix.faultsWithoutToken(identity.port(), 12)).isEmpty();
        }
    }
}
