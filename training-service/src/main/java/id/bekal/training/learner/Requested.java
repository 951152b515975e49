package id.bekal.training.learner;

import id.bekal.platform.Outcome;
import id.bekal.training.TrainingRule;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What one person asked for and a second must confirm, because its harm would last.
 *
 * @param by the account or client that asked
 */
public record Requested(String by, String reason, Instant at) {

    /** The request, if there is one and the one who confirms it is not the one who made it. */
    public static Outcome<Requested> confirmable(@Nullable Requested request, String by) {
        if (request == null) {
            return Outcome.refused(TrainingRule.NOTHING_REQUESTED);
        }
        return request.by().equals(by)
                ? Outcome.refused(TrainingRule.SECOND_PERSON_NEEDED)
                : Outcome.accepted(request);
    }
}
