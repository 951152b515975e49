package id.bekal.certification.issuance.web;

import id.bekal.certification.certificate.Title;
import id.bekal.certification.issuance.ApprovalGiven;
import id.bekal.certification.issuance.Issuance;
import id.bekal.certification.issuance.IssuanceRule;
import id.bekal.contracts.ProgramId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A completed program as its issuer sees it; names nobody.
 *
 * @param counts how many certificates it leads to, or led to, by kind
 * @param withheldBy the rule that objects, while it is withheld
 * @param due not before when it is issued, while it is scheduled
 * @param approval absent unless a head's word was needed and given
 */
record IssuanceView(
        ProgramId program,
        TitleView title,
        LocalDate completedOn,
        Counts counts,
        Issuance.State state,
        @Nullable IssuanceRule withheldBy,
        @Nullable Instant due,
        @Nullable ApprovalGiven approval) {

    record TitleView(String id, @Nullable String en) {
        static TitleView of(Title title) {
            return new TitleView(title.indonesian(), title.english());
        }
    }

    record Counts(int training, int statementOfAttainment) {}

    static IssuanceView of(Issuance issuance) {
        return new IssuanceView(
                issuance.id(),
                TitleView.of(issuance.title()),
                issuance.completedOn(),
                new Counts(issuance.certificates(), issuance.statements()),
                issuance.state(),
                issuance.withheldBy(),
                issuance.due(),
                issuance.approval());
    }
}
