package id.bekal.certification.link;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class LinkSetTests {

    private final LinkSet set = new LinkSet(new LearnerId("l1"));

    private void add(int from, int until) {
        for (int n = from; n <= until; n++) {
            set.add(new Link("hash-" + n, new InstitutionId("blk"), "officer", Instant.EPOCH));
        }
    }

    @Test
    void holdsFiveAndEndsTheOldestForASixth() {
        add(1, 5);
        assertThat(set.size()).isEqualTo(5);
        add(6, 6);
        assertThat(set.size()).isEqualTo(5);
        assertThat(set.end("hash-1")).isFalse();
        assertThat(set.end("hash-2")).isTrue();
    }

    @Test
    void endsOneOnce() {
        add(1, 2);
        assertThat(set.end("hash-1")).isTrue();
        assertThat(set.end("hash-1")).isFalse();
        assertThat(set.end("hash-3")).isFalse();
        assertThat(set.size()).isEqualTo(1);
    }

    @Test
    void endsAll() {
        assertThat(set.endAll()).isFalse();
        add(1, 3);
        assertThat(set.endAll()).isTrue();
        assertThat(set.size()).isZero();
    }
}
