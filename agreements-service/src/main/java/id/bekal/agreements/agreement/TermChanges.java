package id.bekal.agreements.agreement;

import id.bekal.contracts.agreements.AtAgreementEnd;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/** What an addendum changes; what is absent stays as it is. */
public record TermChanges(
        @Nullable LocalDate until,
        @Nullable @Min(1) Integer quota,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 60) String> fields,
        @Nullable AtAgreementEnd atEnd) {

    boolean changeSomething(Terms terms) {
        return !appliedTo(terms).equals(terms);
    }

    Terms appliedTo(Terms terms) {
        return new Terms(
                fields == null ? terms.fields() : List.copyOf(fields),
                quota == null ? terms.quota() : quota,
                terms.from(),
                until == null ? terms.until() : until,
                atEnd == null ? terms.atEnd() : atEnd);
    }
}
