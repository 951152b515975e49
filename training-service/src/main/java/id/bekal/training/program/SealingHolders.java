package id.bekal.training.program;

import com.nimbusds.jose.jwk.ECKey;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.SealedHolder;
import id.bekal.platform.Outcome;
import id.bekal.platform.sealing.Sealer;
import id.bekal.training.TrainingRule;
import id.bekal.training.learner.Identity;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerVault;
import id.bekal.training.learner.Learners;

import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Seals what certificates print of each learner to the key that certification-service made for that
 * learner. Of who was erased there is nothing to seal.
 */
@Component
class SealingHolders {

    private final Learners learners;
    private final LearnerVault vault;
    private final JsonMapper json;

    SealingHolders(Learners learners, LearnerVault vault, JsonMapper json) {
        this.learners = learners;
        this.vault = vault;
        this.json = json;
    }

    /**
     * Whose name can be sealed. Refused while a key is still on its way: it was asked for when the
     * learner got the seat.
     */
    Outcome<List<Learner>> ready(Collection<LearnerId> entitled) {
        List<Learner> named =
                learners.all(entitled).values().stream()
                        .filter(learner -> !learner.isErased())
                        .toList();
        int pending = (int) named.stream().filter(l -> l.holderKey().isEmpty()).count();
        return pending > 0
                ? Outcome.refused(TrainingRule.HOLDER_KEYS_PENDING, "learners", pending)
                : Outcome.accepted(named);
    }

    /** What certificates print, sealed, by learner; a key agreement for each. */
    Outcome<Map<LearnerId, String>> of(Collection<LearnerId> entitled) {
        return ready(entitled)
                .map(named -> named.stream().collect(Collectors.toMap(Learner::id, this::seal)));
    }

    private String seal(Learner learner) {
        return seal(
                learner.id(),
                vault.identity(learner).orElseThrow(),
                learner.holderKey().orElseThrow());
    }

    private String seal(LearnerId learner, Identity identity, String key) {
        try {
            return new Sealer(List.of(ECKey.parse(key)), json)
                    .seal(
                            new SealedHolder(
                                    learner,
                                    identity.name(),
                                    identity.birthPlace(),
                                    identity.birthDate()));
        } catch (ParseException e) {
            throw new IllegalStateException("the holder key of " + learner + " is no key", e);
        }
    }
}
