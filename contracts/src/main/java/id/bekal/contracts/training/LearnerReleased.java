package id.bekal.contracts.training;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;

import java.time.LocalDate;

/** A learner left custody; {@code kind} is a code (PB, CB, CMB, BEBAS_MURNI, …). */
public record LearnerReleased(LearnerId learner, InstitutionId from, LocalDate on, String kind)
        implements TrainingEvent {}
