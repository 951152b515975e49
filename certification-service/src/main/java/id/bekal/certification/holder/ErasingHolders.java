package id.bekal.certification.holder;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnersMerged;

import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Destroys the keys of who is erased, and of the records that were merged into theirs. Both events
 * write to the same document, the one of the record that was kept: whichever comes second finds
 * what the first left there, so their order does not matter. Repeated, both go on where they were
 * interrupted.
 */
@Service
public class ErasingHolders {

    private final HolderKeys keys;
    private final Clock clock;

    ErasingHolders(HolderKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public void on(LearnerErased erased) {
        erase(erased.learner());
    }

    public void on(LearnersMerged merged) {
        if (keys.note(merged.kept(), key -> key.merge(merged.merged())).isErased()) {
            erase(merged.merged());
        }
    }

    /** Goes on to merged records also of one that was erased before: a crash may have come in. */
    private void erase(LearnerId learner) {
        Deque<LearnerId> left = new ArrayDeque<>(Set.of(learner));
        Set<LearnerId> seen = new HashSet<>();
        while (!left.isEmpty()) {
            LearnerId next = left.remove();
            if (seen.add(next)) {
                left.addAll(keys.note(next, key -> key.erase(clock.instant())).merged());
            }
        }
    }
}
