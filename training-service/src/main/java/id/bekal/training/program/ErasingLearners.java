package id.bekal.training.program;

import id.bekal.contracts.LearnerId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.training.TrainingRule;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.Learners;
import id.bekal.training.learner.Requested;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;

/**
 * Forgets who a learner was, by destroying the key (crypto-shredding): one person asks, a second
 * confirms. It is here and not with learners because a seat in a program that goes on forbids it.
 * Records that were merged into the learner's are forgotten with it.
 */
@Component
public class ErasingLearners {

    private final Learners learners;
    private final Programs programs;
    private final Clock clock;

    ErasingLearners(Learners learners, Programs programs, Clock clock) {
        this.learners = learners;
        this.programs = programs;
        this.clock = clock;
    }

    public Outcome<Learner> request(LearnerId id, String by, String reason) {
        return Changes.change(
                learners,
                id,
                any -> true,
                learner ->
                        programs.seats(id)
                                ? Outcome.refused(TrainingRule.SEATED_STILL)
                                : learner.requestErasure(
                                        new Requested(by, reason, clock.instant())));
    }

    /** Erases the learner; what was merged into it follows from the event. */
    public Outcome<Learner> confirm(LearnerId id, String by) {
        return Changes.change(
                learners,
                id,
                any -> true,
                learner ->
                        programs.seats(id)
                                ? Outcome.refused(TrainingRule.SEATED_STILL)
                                : learner.confirmErasure(
                                        by, LocalDate.now(clock), clock.instant()));
    }
}
