package id.bekal.contracts.training;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * A program is completed and decided, seat by seat. {@code certifier} is the certification body
 * that tests its candidates, if one was named.
 */
public record ProgramCompleted(
        ProgramId program,
        InstitutionId provider,
        CurriculumSummary curriculum,
        LocalDate from,
        LocalDate completedOn,
        List<SeatResult> seats,
        @Nullable InstitutionId certifier)
        implements TrainingEvent {}
