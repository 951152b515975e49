package id.bekal.training.curriculum;

import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.training.CurriculumSummary;
import id.bekal.contracts.training.UnitSummary;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * One version of a curriculum; never changed, so that a program keeps the terms it began with.
 *
 * @param minimumAttendance per cent of the hours a learner could attend
 */
public record CurriculumVersion(
        CurriculumId curriculum,
        int version,
        String field,
        String titleId,
        @Nullable String titleEn,
        int minimumAttendance,
        List<Unit> units) {

    /** JP of all units. */
    public int hours() {
        return units.stream().mapToInt(Unit::hours).sum();
    }

    public Optional<Unit> unit(String key) {
        return units.stream().filter(unit -> unit.key().equals(key)).findFirst();
    }

    public CurriculumSummary summary() {
        return new CurriculumSummary(
                curriculum,
                version,
                field,
                titleId,
                titleEn,
                hours(),
                units.stream()
                        .map(
                                unit ->
                                        new UnitSummary(
                                                unit.key(),
                                                unit.code(),
                                                unit.titleId(),
                                                unit.titleEn(),
                                                unit.hours()))
                        .toList());
    }
}
