package id.bekal.contracts.training;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;

/** A learner gave up a seat; {@code reason} is a code, never a text. */
public record LearnerWithdrawn(ProgramId program, LearnerId learner, String reason)
        implements TrainingEvent {}
