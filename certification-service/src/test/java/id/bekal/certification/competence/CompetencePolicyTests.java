package id.bekal.certification.competence;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;
import static id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL;
import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.IssuerFixture;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.Optional;

class CompetencePolicyTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final LocalDate END = TODAY.plusYears(3);

    private final Issuer lsp = IssuerFixture.inForceAs(CERTIFICATION_BODY);

    @Test
    void allowsACertificationBodyInForce() {
        assertThat(objection(lsp, TODAY, END)).isEmpty();
    }

    @Test
    void refusesWhoIsNoCertificationBody() {
        assertThat(objection(IssuerFixture.inForceAs(TRAINING_PROVIDER), TODAY, END))
                .contains(CompetenceRule.CERTIFICATION_BODY_REQUIRED);
        assertThat(CompetencePolicy.firstObjection(Optional.empty(), TODAY, END, TODAY))
                .contains(CompetenceRule.CERTIFICATION_BODY_REQUIRED);
    }

    @Test
    void refusesALapsedBody() {
        assertThat(objection(IssuerFixture.lapsedAs(CERTIFICATION_BODY), TODAY, END))
                .contains(CompetenceRule.ISSUER_NOT_IN_FORCE);
    }

    @Test
    void refusesABodyWhoseNameRevealsCustody() {
        assertThat(objection(IssuerFixture.inForceAs(CERTIFICATION_BODY, CORRECTIONAL), TODAY, END))
                .contains(CompetenceRule.ISSUER_REVEALS_CUSTODY);
    }

    @Test
    void takesItsChoiceToIssueUnderThatName() {
        Issuer prison = IssuerFixture.prisonUnderItsOwnName(CERTIFICATION_BODY, CORRECTIONAL);
        assertThat(objection(prison, TODAY, END)).isEmpty();
    }

    @Test
    void refusesAnAssessmentThatIsYetToCome() {
        assertThat(objection(lsp, TODAY.plusDays(1), END))
                .contains(CompetenceRule.ASSESSED_IN_THE_FUTURE);
    }

    @Test
    void refusesAValidityThatEndsOnTheDayOfAssessmentOrBefore() {
        assertThat(objection(lsp, TODAY, TODAY))
                .contains(CompetenceRule.VALIDITY_ENDS_BEFORE_IT_BEGINS);
        assertThat(objection(lsp, TODAY, TODAY.plusDays(1))).isEmpty();
    }

    private static Optional<CompetenceRule> objection(
            Issuer body, LocalDate assessedOn, LocalDate validUntil) {
        return CompetencePolicy.firstObjection(Optional.of(body), assessedOn, validUntil, TODAY);
    }
}
