package id.bekal.contracts.training;

import id.bekal.contracts.ProgramId;

/** A paused program goes on. */
public record ProgramResumed(ProgramId program) implements TrainingEvent {}
