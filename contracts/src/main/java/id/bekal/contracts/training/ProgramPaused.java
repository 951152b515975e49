package id.bekal.contracts.training;

import id.bekal.contracts.ProgramId;

/** A running program was paused; {@code rule} says which condition failed. */
public record ProgramPaused(ProgramId program, String rule) implements TrainingEvent {}
