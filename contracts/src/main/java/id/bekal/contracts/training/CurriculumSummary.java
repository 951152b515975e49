package id.bekal.contracts.training;

import id.bekal.contracts.CurriculumId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What was taught; {@code hours} are JP of 45 minutes. */
public record CurriculumSummary(
        CurriculumId id,
        int version,
        String field,
        String titleId,
        @Nullable String titleEn,
        int hours,
        List<UnitSummary> units) {}
