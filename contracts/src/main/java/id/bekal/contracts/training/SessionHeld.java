package id.bekal.contracts.training;

import id.bekal.contracts.ProgramId;
import id.bekal.contracts.SessionId;

import java.time.LocalDate;

/** Attendance of a meeting is known; {@code hours} in JP. */
public record SessionHeld(
        ProgramId program, SessionId session, LocalDate on, int hours, int present, int expected)
        implements TrainingEvent {}
