package id.bekal.training.learner;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;

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

    /** "S. A." for Siti Aminah: enough to call the attendance of a class of children. */
    public String initials() {
        return Arrays.stream(name.strip().split("\\s+"))
                .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)) + ".")
                .collect(Collectors.joining(" "));
    }

    /** Says nothing: what is printed may end in a log. */
    @Override
    public String toString() {
        return "Identity[…]";
    }
}
