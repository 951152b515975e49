package id.bekal.certification.status;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.platform.keys.HashKey;
import id.bekal.testing.TestKeys;

import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.stream.IntStream;

class ShuffleTests {

    private final Shuffle shuffle =
            new Shuffle(HashKey.read(TestKeys.hashKey(), "KEY", "status list"));

    @Test
    void givesEachPlaceOfAListOnce() {
        var taken = new BitSet(StatusList.SIZE);
        for (int n = 0; n < StatusList.SIZE; n++) {
            int place = shuffle.placeOf("blk-madiun-1", n);
            assertThat(place).isBetween(0, StatusList.SIZE - 1);
            taken.set(place);
        }
        assertThat(taken.cardinality()).isEqualTo(StatusList.SIZE);
    }

    @Test
    void setsNeighboursFarApart() {
        double distance =
                IntStream.range(0, 1000)
                        .map(
                                n ->
                                        Math.abs(
                                                shuffle.placeOf("blk-madiun-1", n)
                                                        - shuffle.placeOf("blk-madiun-1", n + 1)))
                        .average()
                        .orElseThrow();
        // a third of the list is what two random places are apart
        assertThat(distance).isBetween(StatusList.SIZE * 0.30, StatusList.SIZE * 0.37);
    }

    @Test
    void shufflesEachListOtherwise() {
        long same =
                IntStream.range(0, 1000)
                        .filter(
                                n ->
                                        shuffle.placeOf("blk-madiun-1", n)
                                                == shuffle.placeOf("blk-madiun-2", n))
                        .count();
        assertThat(same).isLessThan(5);
    }

    @Test
    void staysTheSameForTheSameKey() {
        assertThat(shuffle.placeOf("blk-madiun-1", 17))
                .isEqualTo(
                        new Shuffle(HashKey.read(TestKeys.hashKey(), "KEY", "status list"))
                                .placeOf("blk-madiun-1", 17));
    }
}
