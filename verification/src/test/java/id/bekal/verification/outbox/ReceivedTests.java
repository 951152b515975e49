package id.bekal.verification.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class ReceivedTests {

    private final Received received = new Received("run1", 2, 4);

    private void accept(int document, int sequence, String id) {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"subject\":\"run1.%08d\",\"sequence\":\"%010d\"}"
                        .formatted(id, document, sequence);
        received.accept(json.getBytes(StandardCharsets.UTF_8), 1000 + sequence);
    }

    @Nested
    class Counting {

        @Test
        void findsNothingWrongWhenEachCameOnceInOrder() {
            accept(0, 1, "a");
            accept(1, 1, "b");
            accept(1, 2, "c");
            accept(0, 2, "d");
            assertThat(received.awaitAll(1)).isTrue();
            assertThat(received.lost()).isZero();
            assertThat(received.duplicates()).isZero();
            assertThat(received.outOfOrder()).isZero();
            assertThat(received.strangers()).isZero();
            assertThat(received.at()).containsExactly(1001, 1001, 1002, 1002);
        }

        @Test
        void findsALoss() {
            accept(0, 1, "a");
            accept(1, 1, "b");
            accept(1, 2, "c");
            assertThat(received.awaitAll(1)).isFalse();
            assertThat(received.lost()).isEqualTo(1);
        }

        @Test
        void takesADuplicateForNoOtherEvent() {
            accept(0, 1, "a");
            accept(0, 1, "a");
            accept(1, 1, "b");
            accept(1, 2, "c");
            assertThat(received.duplicates()).isEqualTo(1);
            assertThat(received.lost()).isEqualTo(1);
        }

        @Test
        void findsOneEventUnderTwoIds() {
            accept(0, 1, "a");
            accept(0, 1, "z");
            assertThat(received.duplicates()).isEqualTo(1);
        }

        @Test
        void findsTwoEventsUnderOneId() {
            accept(0, 1, "a");
            accept(1, 1, "a");
            assertThat(received.duplicates()).isEqualTo(1);
            assertThat(received.lost()).isEqualTo(3);
        }

        @Test
        void findsAnEventBeforeItsAggregatesPreviousOne() {
            accept(0, 2, "d");
            accept(0, 1, "a");
            assertThat(received.outOfOrder()).isEqualTo(1);
        }

        @Test
        void findsAnEventThatNobodyCaused() {
            accept(0, 3, "a");
            accept(2, 1, "b");
            assertThat(received.strangers()).isEqualTo(2);
        }

        @Test
        void passesByOtherRuns() {
            String other =
                    "{\"id\":\"x\",\"subject\":\"run2.00000000\",\"sequence\":\"0000000001\"}";
            received.accept(other.getBytes(StandardCharsets.UTF_8), 1);
            assertThat(received.lost()).isEqualTo(4);
            assertThat(received.strangers()).isZero();
        }
    }

    @Nested
    class Ratios {

        private final Run fast = run(1.0, 0, 0);
        private final Run slow = run(2.0, 0, 0);

        @Test
        void areMeansOfARoundAndMediansOfAll() {
            Ratio ratio =
                    Ratio.of(
                            "x",
                            List.of(List.of(fast, fast), List.of(fast, fast), List.of(slow, slow)),
                            List.of(List.of(slow, slow), List.of(slow, fast), List.of(slow, slow)),
                            Run::perSecond);
            assertThat(ratio.valid()).isTrue();
            assertThat(ratio.rounds()).containsExactly(1.0, 4.0 / 3, 2.0);
            assertThat(ratio.median()).isEqualTo(4.0 / 3);
        }

        @Test
        void areVoidWhenOneRunOfEitherSideLostAnEvent() {
            for (Run bad : List.of(run(1.0, 1, 0), run(1.0, 0, 1))) {
                assertThat(ratio(bad, slow).toString()).contains("VOID");
                assertThat(ratio(fast, bad).toString()).contains("VOID");
            }
            assertThat(ratio(fast, slow).toString()).contains("2.00").doesNotContain("VOID");
        }

        private Ratio ratio(Run numerator, Run denominator) {
            return Ratio.of(
                    "x",
                    List.of(List.of(numerator)),
                    List.of(List.of(denominator)),
                    Run::perSecond);
        }

        private Run run(double seconds, int lost, long pending) {
            return new Run("x", 4, seconds, lost, 0, 0, 0, pending, 600, 0.1, 0.1, new long[0]);
        }
    }
}
