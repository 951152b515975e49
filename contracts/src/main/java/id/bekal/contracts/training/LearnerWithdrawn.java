package id.bekal.contracts.training;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;

/** A learner gave up a seat; why is for the custodian alone. */
public record LearnerWithdrawn(ProgramId program, LearnerId learner) implements TrainingEvent {}
