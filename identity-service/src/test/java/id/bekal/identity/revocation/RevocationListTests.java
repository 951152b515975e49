package id.bekal.identity.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class RevocationListTests {

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T10:00:00Z, 2026-11-24T10:00:00Z",
        "2026-11-24T10:00:00.001Z, 2026-11-24T10:00:01Z",
        "2026-11-24T10:00:59.999Z, 2026-11-24T10:01:00Z"
    })
    void areRoundedUpToTheSecondsThatTokensCountIn(Instant at, Instant notBefore) {
        assertThat(RevocationList.wholeSecond(at)).isEqualTo(notBefore);
    }
}
