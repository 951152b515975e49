package id.bekal.agreements.agreement;

import id.bekal.contracts.agreements.AtAgreementEnd;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * What an agreement allows.
 *
 * @param fields empty: all
 * @param quota most enrolments; absent: no limit
 * @param until the last day
 */
public record Terms(
        List<String> fields,
        @Nullable Integer quota,
        LocalDate from,
        LocalDate until,
        AtAgreementEnd atEnd) {

    /** Whether every day of the other's period lies in this one's. */
    boolean cover(Terms other) {
        return !from.isAfter(other.from) && !until.isBefore(other.until);
    }
}
