package id.bekal.certification.holder;

import id.bekal.contracts.LearnerId;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.keys.MasterKeys;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Objects;

/**
 * Brings every data key under the primary master key, so that an older one can be dropped. May be
 * interrupted and repeated at will, by many at once. An instance that does not know the new primary
 * yet goes on making keys under the old one: the old one may be dropped once every instance has the
 * new keyset and a run after that rewrapped nothing.
 */
@Service
public class RewrappingHolderKeys {

    private static final int AT_ONCE = 500;

    /**
     * What a run found.
     *
     * @param rewrapped data keys that lay under another master key and now lie under the primary
     * @param current data keys that lay under it already
     * @param erased learners who have no key any more
     */
    public record Rewrapping(long rewrapped, long current, long erased) {

        private Rewrapping plus(Rewrapping more) {
            return new Rewrapping(
                    rewrapped + more.rewrapped, current + more.current, erased + more.erased);
        }
    }

    private final HolderKeys keys;
    private final MasterKeys masterKeys;

    RewrappingHolderKeys(HolderKeys keys, MasterKeys masterKeys) {
        this.keys = keys;
        this.masterKeys = masterKeys;
    }

    public Rewrapping handle() {
        Rewrapping total = new Rewrapping(0, 0, 0);
        long rewrapped = 0;
        @Nullable LearnerId last = null;
        List<HolderKey> batch = keys.after(null, AT_ONCE);
        while (!batch.isEmpty()) {
            List<HolderKey> others = batch.stream().filter(this::liesUnderAnother).toList();
            if (others.isEmpty()) {
                total = total.plus(tally(batch, rewrapped));
                rewrapped = 0;
                last = batch.getLast().id();
            } else {
                rewrapped += keys.rewrap(others, this::rewrapped);
            }
            // the same batch again after a write: some may have changed before it
            batch = keys.after(last, AT_ONCE);
        }
        return total;
    }

    private boolean liesUnderAnother(HolderKey key) {
        DataKey dataKey = key.dataKey();
        return dataKey != null && !masterKeys.isCurrent(dataKey);
    }

    private DataKey rewrapped(HolderKey key) {
        return masterKeys.rewrap(Objects.requireNonNull(key.dataKey()), key.id().value());
    }

    private static Rewrapping tally(List<HolderKey> batch, long rewrapped) {
        long current = batch.stream().filter(key -> key.dataKey() != null).count();
        long erased = batch.stream().filter(HolderKey::isErased).count();
        return new Rewrapping(rewrapped, Math.max(0, current - rewrapped), erased);
    }
}
