package id.bekal.contracts.training;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;

/** A learner was assessed in a unit; {@code attempt} counts from 1. */
public record UnitAssessed(
        ProgramId program, LearnerId learner, String unit, AssessmentResult result, int attempt)
        implements TrainingEvent {}
