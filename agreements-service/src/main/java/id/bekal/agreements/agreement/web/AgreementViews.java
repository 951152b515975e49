package id.bekal.agreements.agreement.web;

import id.bekal.agreements.agreement.Agreement;
import id.bekal.agreements.agreement.AgreementSettings;
import id.bekal.agreements.agreement.Agreements;
import id.bekal.agreements.agreement.FindingWarnings;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.platform.web.Problems;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Shows an agreement with what is unusual about it and what it waits for. */
@Component
class AgreementViews {

    private final Agreements agreements;
    private final FindingWarnings warnings;
    private final AgreementSettings settings;
    private final Problems problems;
    private final HttpServletRequest request;
    private final Clock clock;

    AgreementViews(
            Agreements agreements,
            FindingWarnings warnings,
            AgreementSettings settings,
            Problems problems,
            HttpServletRequest request,
            Clock clock) {
        this.agreements = agreements;
        this.warnings = warnings;
        this.settings = settings;
        this.problems = problems;
        this.request = request;
        this.clock = clock;
    }

    AgreementView of(Agreement agreement) {
        return new AgreementView(
                agreement.id(),
                agreement.kind(),
                agreement.title(),
                agreement.state(),
                agreement.creator(),
                agreement.createdAt(),
                agreement.parties(),
                agreement.overseers(),
                agreement.terms().fields(),
                agreement.terms().quota(),
                agreement.terms().from(),
                agreement.terms().until(),
                agreement.terms().atEnd(),
                agreement.originalTerms(),
                agreement.noticeDays(),
                agreement.parent(),
                agreement.renews(),
                successor(agreement),
                agreement.review(),
                agreement.suspensions(),
                agreement.addenda(),
                agreement.termination(),
                agreement.notices(),
                remarks(outstanding(agreement)),
                remarks(warnings.about(agreement)));
    }

    private Collection<? extends Enum<?>> outstanding(Agreement agreement) {
        return agreement.state() == AgreementState.SIGNING
                ? settings.activation().outstanding(agreement, LocalDate.now(clock))
                : List.of();
    }

    /** The one in force, or the renewal that is being made. */
    private @Nullable AgreementId successor(Agreement agreement) {
        return agreement.renewedBy() != null
                ? agreement.renewedBy()
                : agreements.renewalOf(agreement.id()).map(Agreement::id).orElse(null);
    }

    private List<AgreementView.Remark> remarks(Collection<? extends Enum<?>> codes) {
        return codes.stream()
                .map(
                        code ->
                                new AgreementView.Remark(
                                        code.name(),
                                        problems.problem(
                                                        Problems.locale(request),
                                                        HttpStatus.OK,
                                                        code.name())
                                                .getDetail()))
                .toList();
    }
}
