package id.bekal.events.insight;

/** Where a program stands, as far as its events tell; one that is paused runs. */
public enum ProgramState {
    PLANNED,
    OPEN,
    RUNNING,
    COMPLETED,
    CANCELLED
}
