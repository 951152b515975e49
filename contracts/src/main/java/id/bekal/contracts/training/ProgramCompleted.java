package id.bekal.contracts.training;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;

import java.time.LocalDate;
import java.util.List;

/**
 * A program is completed and decided, seat by seat. {@code sealedHolders} is a JWE that
 * certification-service alone can open: what a certificate must print ({@link SealedHolders}).
 */
public record ProgramCompleted(
        ProgramId program,
        InstitutionId provider,
        CurriculumSummary curriculum,
        LocalDate from,
        LocalDate completedOn,
        List<SeatResult> seats,
        String sealedHolders)
        implements TrainingEvent {}
