package id.bekal.events.insight;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Withholds counts of few people: who knows the place might know them. Of several counts beside
 * their total a single one that is withheld could be computed, so those that follow it are withheld
 * too, whatever they are, until nobody can tell from the total and the others what a small one is;
 * when so few are counted in all that this cannot be, every count is. Taking the next smallest
 * instead of the next would tell more: the counts that are shown would be a bound on it.
 *
 * <p>Nobody is nobody: 0 is told.
 */
final class SmallCounts {

    private final int least;

    /**
     * @param least the smallest count of people that is told; 1 withholds nothing
     */
    SmallCounts(int least) {
        this.least = least;
    }

    /** One count that stands alone, or a total. */
    People of(long count) {
        return isSmall(count) ? People.WITHHELD : People.of(count);
    }

    /** Counts that are shown together, beside their total, in the same order. */
    <K> Map<K, People> rows(Map<K, Long> counts) {
        Set<K> withheld = withheld(counts);
        Map<K, People> rows = new LinkedHashMap<>();
        counts.forEach(
                (key, count) ->
                        rows.put(key, withheld.contains(key) ? People.WITHHELD : People.of(count)));
        return rows;
    }

    private <K> Set<K> withheld(Map<K, Long> counts) {
        List<Map.Entry<K, Long>> some =
                counts.entrySet().stream().filter(row -> row.getValue() > 0).toList();
        List<Map.Entry<K, Long>> small =
                some.stream().filter(row -> isSmall(row.getValue())).toList();
        if (small.isEmpty()) {
            return Set.of();
        }
        if (people(some) < 2L * least) {
            return counts.keySet();
        }
        Set<K> withheld = new HashSet<>();
        small.forEach(row -> withheld.add(row.getKey()));
        long people = people(small);
        int first = some.indexOf(small.getFirst());
        for (int i = 1; i < some.size() && tells(withheld.size(), people, small.size()); i++) {
            Map.Entry<K, Long> next = some.get((first + i) % some.size());
            if (withheld.add(next.getKey())) {
                people += next.getValue();
            }
        }
        return withheld;
    }

    /** Whether so many people in so many withheld counts leave no doubt about the small ones. */
    private boolean tells(int withheld, long people, int small) {
        boolean eachIsTheLargest = withheld == small && people == small * (least - 1L);
        return withheld < 2 || people < 2L * least || eachIsTheLargest;
    }

    private static long people(List<? extends Map.Entry<?, Long>> rows) {
        return rows.stream().mapToLong(Map.Entry::getValue).sum();
    }

    private boolean isSmall(long count) {
        return count > 0 && count < least;
    }
}
