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
import java.util.Optional;

/**
 * Puts two records of one person together: one person asks, a second confirms. The record that is
 * given up keeps no seat; its hours, units and certificates go to the kept one by the event
 * LearnersMerged.
 */
@Component
public class MergingLearners {

    private final Learners learners;
    private final Programs programs;
    private final Clock clock;

    MergingLearners(Learners learners, Programs programs, Clock clock) {
        this.learners = learners;
        this.programs = programs;
        this.clock = clock;
    }

    public Outcome<Learner> request(LearnerId merged, LearnerId kept, String by, String reason) {
        return Changes.change(
                learners,
                merged,
                any -> true,
                learner -> {
                    if (programs.seats(merged)) {
                        return Outcome.refused(TrainingRule.SEATED_STILL);
                    }
                    Optional<Learner> into = learners.find(kept);
                    return into.isEmpty()
                            ? Outcome.refused(TrainingRule.NOT_IN_CUSTODY_HERE)
                            : learner.requestMerge(
                                    into.get(), new Requested(by, reason, clock.instant()));
                });
    }

    public Outcome<Learner> confirm(LearnerId merged, String by) {
        return Changes.change(
                learners,
                merged,
                any -> true,
                learner ->
                        programs.seats(merged)
                                ? Outcome.refused(TrainingRule.SEATED_STILL)
                                : learner.confirmMerge(by, LocalDate.now(clock), clock.instant()));
    }
}
