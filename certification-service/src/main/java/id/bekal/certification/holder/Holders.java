package id.bekal.certification.holder;

import id.bekal.contracts.LearnerId;
import id.bekal.platform.keys.MasterKeys;

import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Gives the keys to encrypt and open holders with. */
@Component
public class Holders {

    private final HolderKeys keys;
    private final MasterKeys masterKeys;
    private final JsonMapper json;

    Holders(HolderKeys keys, MasterKeys masterKeys, JsonMapper json) {
        this.keys = keys;
        this.masterKeys = masterKeys;
        this.json = json;
    }

    /** The keys of these learners, read once; kept in memory no longer than it takes. */
    public KeyRing keysOf(Collection<LearnerId> learners) {
        return new KeyRing(keys.findAll(learners), masterKeys, json);
    }

    /**
     * All records of the person that this one is of, itself with them: those that were merged into
     * it, and those that it was merged into.
     */
    public Set<LearnerId> samePerson(LearnerId learner) {
        Set<LearnerId> seen = new LinkedHashSet<>();
        Deque<LearnerId> left = new ArrayDeque<>(Set.of(learner));
        while (!left.isEmpty()) {
            LearnerId next = left.remove();
            if (seen.add(next)) {
                keys.find(next).ifPresent(key -> left.addAll(key.merged()));
                left.addAll(keys.thatMerged(next));
            }
        }
        return seen;
    }
}
