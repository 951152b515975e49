package id.bekal.agreements.agreement.web;

import id.bekal.agreements.agreement.Draft;
import id.bekal.agreements.agreement.Obligation;
import id.bekal.agreements.agreement.Party;
import id.bekal.agreements.agreement.Signatory;
import id.bekal.agreements.agreement.Terms;
import id.bekal.agreements.agreement.Witness;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.AtAgreementEnd;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/** What an institution sends to draft an agreement, or to replace a draft's content. */
record AgreementRequest(
        @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String kind,
        @NotBlank @Size(max = 300) String title,
        @NotNull @Size(min = 2, max = 20) List<@NotNull @Valid PartyRequest> parties,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 60) String> fields,
        @Nullable @Min(1) Integer quota,
        @NotNull LocalDate from,
        @NotNull LocalDate until,
        @Nullable AgreementId parent,
        @Nullable AtAgreementEnd atEnd,
        @Nullable @Size(max = 10) List<@NotNull @Min(1) @Max(3650) Integer> noticeDays) {

    record PartyRequest(
            @NotNull InstitutionId institution,
            @Nullable @Size(max = 100) String number,
            @Nullable @Size(max = 10) List<@NotNull @Valid Signatory> signatories,
            @Nullable @Size(max = 10) List<@NotNull @Valid Witness> witnesses,
            @Nullable @Size(max = 100) List<@NotNull @Valid Obligation> obligations) {

        Party party() {
            return Party.of(
                    institution, number, given(signatories), given(witnesses), given(obligations));
        }
    }

    Draft draft() {
        return new Draft(
                kind,
                title,
                parties.stream().map(PartyRequest::party).toList(),
                new Terms(
                        given(fields).stream().distinct().toList(),
                        quota,
                        from,
                        until,
                        atEnd == null ? AtAgreementEnd.RUN_OUT : atEnd),
                given(noticeDays),
                parent);
    }

    private static <T> List<T> given(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
