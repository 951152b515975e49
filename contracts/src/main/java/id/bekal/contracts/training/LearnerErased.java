package id.bekal.contracts.training;

import id.bekal.contracts.LearnerId;

/** Who a learner is must be forgotten: whoever keeps a key to it destroys the key. */
public record LearnerErased(LearnerId learner) implements TrainingEvent {}
