package id.bekal.training.learner;

import id.bekal.platform.web.Changes;

import org.springframework.stereotype.Component;

import java.util.stream.Stream;

/**
 * Brings each learner's key under the primary master key, after that was changed. May be
 * interrupted anywhere and called again; an old master key may go when {@code rewrapped} is 0.
 */
@Component
public class RewrappingKeys {

    /** How many learners' keys were rewrapped, were current before, are gone. */
    public record Rewrapped(int rewrapped, int current, int erased) {}

    private final Learners learners;
    private final LearnerVault vault;

    RewrappingKeys(Learners learners, LearnerVault vault) {
        this.learners = learners;
        this.vault = vault;
    }

    public Rewrapped all() {
        int rewrapped = 0;
        int current = 0;
        int erased = 0;
        try (Stream<Learner> everyone = learners.everyone()) {
            for (Learner learner : (Iterable<Learner>) everyone::iterator) {
                if (learner.who().isEmpty()) {
                    erased++;
                } else if (vault.isCurrent(learner.who().get())) {
                    current++;
                } else {
                    Changes.note(learners, learner.id(), this::rewrap);
                    rewrapped++;
                }
            }
        }
        return new Rewrapped(rewrapped, current, erased);
    }

    private boolean rewrap(Learner learner) {
        learner.who()
                .filter(who -> !vault.isCurrent(who))
                .ifPresent(who -> learner.rewrap(vault.rewrapped(learner.id(), who)));
        return true;
    }
}
