package id.bekal.contracts.training;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;

/** A learner got a seat. */
public record LearnerEnrolled(ProgramId program, LearnerId learner, int seatsTaken)
        implements TrainingEvent {}
