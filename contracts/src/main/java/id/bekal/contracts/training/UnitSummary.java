package id.bekal.contracts.training;

import org.jspecify.annotations.Nullable;

/**
 * A competency unit; {@code code} is its SKKNI code where it has one, {@code key} names it within
 * the curriculum, {@code hours} are JP of 45 minutes.
 */
public record UnitSummary(
        String key, @Nullable String code, String titleId, @Nullable String titleEn, int hours) {}
