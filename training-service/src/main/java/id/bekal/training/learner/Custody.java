package id.bekal.training.learner;

import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * A time in the custody, or under the supervision, of one institution. The register number belongs
 * to the institution and changes with it: it is never the person's key.
 *
 * @param number encrypted; null once the learner was erased
 * @param until its last day; null while it lasts
 */
public record Custody(
        InstitutionId institution,
        @Nullable SealedNumber number,
        LocalDate from,
        @Nullable LocalDate until) {

    Custody endedOn(LocalDate day) {
        return new Custody(institution, number, from, day);
    }

    Custody withoutNumber() {
        return new Custody(institution, null, from, until);
    }
}
