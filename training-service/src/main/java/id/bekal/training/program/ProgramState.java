package id.bekal.training.program;

/** Where a program stands. */
public enum ProgramState {
    PLANNED,
    OPEN,
    RUNNING,
    ASSESSING,
    COMPLETED,
    CANCELLED
}
