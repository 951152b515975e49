package id.bekal.contracts.training;

/** A program takes enrolments. */
public record ProgramOpened(ProgramSummary program) implements TrainingEvent {}
