package id.bekal.contracts.training;

/** A class began. */
public record ProgramStarted(ProgramSummary program, int seats) implements TrainingEvent {}
