package id.bekal.contracts.training;

import id.bekal.contracts.ProgramId;

/** A program will not be completed; {@code rule} says why. */
public record ProgramCancelled(ProgramId program, String rule) implements TrainingEvent {}
