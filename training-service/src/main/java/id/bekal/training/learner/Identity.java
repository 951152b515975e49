package id.bekal.training.learner;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * Who a learner is: specific personal data under UU PDP 27/2022. It never leaves this service but
 * sealed.
 *
 * @param domicile city or regency
 */
public record Identity(
        String name,
        @Nullable String birthPlace,
        @Nullable LocalDate birthDate,
        @Nullable String domicile) {

    /** Says nothing: what is printed may end in a log. */
    @Override
    public String toString() {
        return "Identity[…]";
    }
}
