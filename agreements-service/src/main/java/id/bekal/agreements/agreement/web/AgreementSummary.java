package id.bekal.agreements.agreement.web;

import id.bekal.agreements.agreement.Agreement;
import id.bekal.agreements.agreement.Party;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.AgreementState;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/** An agreement in a list. */
record AgreementSummary(
        AgreementId id,
        String kind,
        String title,
        AgreementState state,
        List<InstitutionId> parties,
        List<InstitutionId> overseers,
        List<String> fields,
        @Nullable Integer quota,
        LocalDate from,
        LocalDate until) {

    static AgreementSummary of(Agreement agreement) {
        return new AgreementSummary(
                agreement.id(),
                agreement.kind(),
                agreement.title(),
                agreement.state(),
                agreement.parties().stream().map(Party::institution).toList(),
                agreement.overseers(),
                agreement.terms().fields(),
                agreement.terms().quota(),
                agreement.terms().from(),
                agreement.terms().until());
    }
}
