package id.bekal.contracts.training;

/** A provider planned a program under an agreement. */
public record ProgramPlanned(ProgramSummary program) implements TrainingEvent {}
