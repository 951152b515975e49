package id.bekal.contracts.agreements;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * The terms of an agreement that gate work: who, which fields (empty: all), how many enrolments
 * (absent: no quota), when (both days included). {@code overseers} are the regional authorities of
 * its parties.
 */
public record AgreementSnapshot(
        AgreementId id,
        String kind,
        AgreementState state,
        List<InstitutionId> parties,
        List<InstitutionId> overseers,
        List<String> fields,
        @Nullable Integer quota,
        LocalDate from,
        LocalDate until,
        AtAgreementEnd atEnd,
        @Nullable AgreementId parent,
        @Nullable AgreementId renews) {}
