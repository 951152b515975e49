package id.bekal.events.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

class SmallCountsTests {

    private final SmallCounts small = new SmallCounts(5);

    @Nested
    class One {

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4})
        void isWithheldBelowTheLeast(long count) {
            assertThat(small.of(count)).isEqualTo(new People(null, true));
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 5, 6, 1000})
        void isToldOtherwise(long count) {
            assertThat(small.of(count)).isEqualTo(new People(count, false));
        }

        @Test
        void isAlwaysToldWhenTheLeastIsOne() {
            assertThat(new SmallCounts(1).of(1)).isEqualTo(new People(1L, false));
        }
    }

    @Nested
    class BesideTheirTotal {

        @Test
        void areToldWhenNoneIsSmall() {
            assertThat(rows(5, 20, 0)).isEqualTo("5 20 0");
        }

        @Test
        void takeTheNextWithASingleOne() {
            assertThat(rows(20, 4, 9)).isEqualTo("20 - -");
            assertThat(rows(20, 9, 4)).isEqualTo("- 9 -");
        }

        @Test
        void leaveNobodyBesideIt() {
            assertThat(rows(0, 4, 9)).isEqualTo("0 - -");
        }

        @Test
        void needNoMoreWhenSmallOnesHideEachOther() {
            assertThat(rows(20, 4, 3, 4, 9)).isEqualTo("20 - - - 9");
        }

        /** 1 + 1 = 2 would tell both, and so would 3 × 4 = 12 all three. */
        @Test
        void takeMoreWhenTheSumTellsEach() {
            assertThat(rows(20, 1, 1, 9, 30)).isEqualTo("20 - - - 30");
            assertThat(rows(20, 4, 4, 4, 9, 30)).isEqualTo("20 - - - - 30");
        }

        @Test
        void areAllWithheldWhenThereAreTooFewInAll() {
            assertThat(rows(3)).isEqualTo("-");
            assertThat(rows(3, 6, 0)).isEqualTo("- - -");
            assertThat(rows(4, 6, 0)).isEqualTo("- - 0");
        }

        /**
         * Whoever knows the total, the counts that are shown and how this is done is left with two
         * numbers or more for each small one.
         */
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4})
        void letNobodyComputeASmallOne(int size) {
            Map<String, List<long[]>> sameAnswer = new HashMap<>();
            for (long[] world : worlds(size)) {
                String answer = small.of(Arrays.stream(world).sum()) + rows(world);
                sameAnswer.computeIfAbsent(answer, any -> new ArrayList<>()).add(world);
            }
            sameAnswer.values().forEach(this::leaveADoubt);
        }

        private void leaveADoubt(List<long[]> worlds) {
            for (long[] world : worlds) {
                for (int i = 0; i < world.length; i++) {
                    int row = i;
                    // beyond it, worlds that would leave a doubt were not tried
                    boolean wasTried = Arrays.stream(world).allMatch(count -> count <= 10);
                    if (world[i] > 0 && world[i] < 5 && wasTried) {
                        assertThat(worlds.stream().map(other -> other[row]).distinct())
                                .as("%s, %d", Arrays.toString(world), i)
                                .hasSizeGreaterThan(1);
                    }
                }
            }
        }

        private List<long[]> worlds(int size) {
            List<long[]> worlds = List.of(new long[0]);
            for (int i = 0; i < size; i++) {
                worlds =
                        worlds.stream()
                                .flatMap(
                                        world ->
                                                LongStream.rangeClosed(0, 14)
                                                        .mapToObj(count -> with(world, count)))
                                .toList();
            }
            return worlds;
        }

        private static long[] with(long[] world, long count) {
            long[] more = Arrays.copyOf(world, world.length + 1);
            more[world.length] = count;
            return more;
        }
    }

    private Map<Integer, People> shown(long... counts) {
        Map<Integer, Long> rows = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            rows.put(i, counts[i]);
        }
        return small.rows(rows);
    }

    private String rows(long... counts) {
        return shown(counts).values().stream()
                .map(people -> people.suppressed() ? "-" : String.valueOf(people.count()))
                .collect(java.util.stream.Collectors.joining(" "));
    }
}
