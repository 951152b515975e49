package id.bekal.training.learner.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.training.learner.Custody;
import id.bekal.training.learner.Identity;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerVault;
import id.bekal.training.learner.Requested;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * A learner as the custodian sees it. Who it is, and its register numbers, are in answers to {@code
 * GET} alone: what a command answers is kept for repeated requests.
 *
 * @param mergedInto the record that took this one over
 */
record LearnerView(
        LearnerId id,
        @Nullable Identity identity,
        String status,
        boolean juvenile,
        List<CustodyView> custody,
        @Nullable LocalDate earliestRelease,
        @Nullable LocalDate releasedOn,
        boolean erased,
        @Nullable LearnerId mergedInto,
        @Nullable Requested erasureRequested,
        @Nullable Requested mergeRequested) {

    record CustodyView(
            InstitutionId institution,
            @Nullable String registerNumber,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** By pseudonym. */
    static LearnerView of(Learner learner) {
        return of(learner, null);
    }

    /** By name and number. */
    static LearnerView named(Learner learner, LearnerVault vault) {
        return of(learner, vault);
    }

    private static LearnerView of(Learner learner, @Nullable LearnerVault vault) {
        return new LearnerView(
                learner.id(),
                vault == null ? null : vault.identity(learner).orElse(null),
                learner.status(),
                learner.isJuvenile(),
                learner.custody().stream()
                        .map(
                                custody ->
                                        new CustodyView(
                                                custody.institution(),
                                                number(learner, custody, vault),
                                                custody.from(),
                                                custody.until()))
                        .toList(),
                learner.earliestRelease(),
                learner.releasedOn(),
                learner.isErased(),
                learner.mergedInto().orElse(null),
                learner.erasureRequested(),
                learner.mergeRequested());
    }

    private static @Nullable String number(
            Learner learner, Custody custody, @Nullable LearnerVault vault) {
        return vault == null ? null : vault.number(learner, custody).orElse(null);
    }
}
