package id.bekal.agreements.agreement.web;

import id.bekal.agreements.agreement.Addendum;
import id.bekal.agreements.agreement.Notice;
import id.bekal.agreements.agreement.Party;
import id.bekal.agreements.agreement.Review;
import id.bekal.agreements.agreement.Suspension;
import id.bekal.agreements.agreement.Termination;
import id.bekal.agreements.agreement.Terms;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.contracts.agreements.AtAgreementEnd;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An agreement whole: {@code fields}, {@code quota}, {@code from}, {@code until} and {@code atEnd}
 * as in force.
 *
 * @param originalTerms as first agreed, before any addendum
 * @param outstanding what activation still waits for
 * @param warnings what is unusual about it
 */
record AgreementView(
        AgreementId id,
        String kind,
        String title,
        AgreementState state,
        InstitutionId creator,
        Instant createdAt,
        List<Party> parties,
        List<InstitutionId> overseers,
        List<String> fields,
        @Nullable Integer quota,
        LocalDate from,
        LocalDate until,
        AtAgreementEnd atEnd,
        Terms originalTerms,
        List<Integer> noticeDays,
        @Nullable AgreementId parent,
        @Nullable AgreementId renews,
        @Nullable AgreementId renewedBy,
        @Nullable Review review,
        List<Suspension> suspensions,
        List<Addendum> addenda,
        @Nullable Termination termination,
        List<Notice> notices,
        List<Remark> outstanding,
        List<Remark> warnings) {

    /** A stable code with its text in the caller's language. */
    record Remark(String code, @Nullable String detail) {}
}
