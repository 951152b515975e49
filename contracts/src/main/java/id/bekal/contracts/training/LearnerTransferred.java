package id.bekal.contracts.training;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;

import java.time.LocalDate;

/** A learner moved to another institution; seats held there end. */
public record LearnerTransferred(
        LearnerId learner, InstitutionId from, InstitutionId to, LocalDate on)
        implements TrainingEvent {}
