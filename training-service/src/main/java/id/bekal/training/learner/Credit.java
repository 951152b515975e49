package id.bekal.training.learner;

import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.SeatOutcome;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a learner has from one program; it stays the learner's after transfer and release.
 *
 * @param hours JP attended
 * @param attendance per cent of the hours the learner could attend
 * @param outcome null while the program goes on without the learner
 */
public record Credit(
        ProgramId program,
        String field,
        String titleId,
        int hours,
        double attendance,
        List<CreditedUnit> units,
        @Nullable SeatOutcome outcome) {

    /** The last result of a unit. */
    public record CreditedUnit(
            String key,
            @Nullable String code,
            String titleId,
            int hours,
            AssessmentResult result) {}
}
