package id.bekal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class TestServersTests {

    @Test
    void givesNoPortTwice() {
        assertThat(IntStream.range(0, 1000).map(i -> TestServers.freePort()).distinct())
                .hasSize(1000);
    }
}
