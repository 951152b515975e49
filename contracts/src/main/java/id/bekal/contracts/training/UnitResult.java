package id.bekal.contracts.training;

import java.time.LocalDate;

/** The last result of a unit; a unit without one was not assessed. */
public record UnitResult(String unit, AssessmentResult result, LocalDate on) {}
