package id.bekal.contracts.training;

import id.bekal.contracts.LearnerId;

/** Two records were of one person: what is known of {@code merged} belongs to {@code kept}. */
public record LearnersMerged(LearnerId kept, LearnerId merged) implements TrainingEvent {}
