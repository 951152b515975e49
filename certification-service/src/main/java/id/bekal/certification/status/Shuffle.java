package id.bekal.certification.status;

import id.bekal.platform.keys.HashKey;

import java.nio.charset.StandardCharsets;

/**
 * A secret permutation of a status list's places: the n-th certificate of a list gets a place that
 * looks random, is free because no two n share one, and is found in constant time, without looking
 * at which are taken. A Feistel network of four rounds over 8 and 9 bits, each round a keyed hash.
 */
final class Shuffle {

    private static final int LOW_BITS = 9;
    private static final int LOW = (1 << LOW_BITS) - 1;
    private static final int HIGH = (1 << (StatusList.BITS - LOW_BITS)) - 1;

    private final HashKey key;

    Shuffle(HashKey key) {
        this.key = key;
    }

    /**
     * @param n from 0, below {@link StatusList#SIZE}
     */
    int placeOf(String list, int n) {
        int high = n >>> LOW_BITS;
        int low = n & LOW;
        for (int round = 0; round < 4; round++) {
            if (round % 2 == 0) {
                high = (high ^ mixed(list, round, low)) & HIGH;
            } else {
                low = (low ^ mixed(list, round, high)) & LOW;
            }
        }
        return high << LOW_BITS | low;
    }

    private int mixed(String list, int round, int half) {
        byte[] hash = key.hash((list + ' ' + round + ' ' + half).getBytes(StandardCharsets.UTF_8));
        return (hash[0] & 0xff) << 8 | hash[1] & 0xff;
    }
}
