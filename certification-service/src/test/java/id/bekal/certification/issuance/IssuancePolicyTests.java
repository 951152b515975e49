package id.bekal.certification.issuance;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;
import static id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL;
import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.IssuerFixture;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class IssuancePolicyTests {

    @Test
    void allowsATrainingProviderInForce() {
        assertThat(objection(IssuerFixture.inForceAs(TRAINING_PROVIDER))).isEmpty();
        assertThat(objection(IssuerFixture.inForceAs(TRAINING_PROVIDER, CERTIFICATION_BODY)))
                .isEmpty();
    }

    @Test
    void withholdsForAnUnknownIssuer() {
        assertThat(IssuancePolicy.firstObjection(Optional.empty()))
                .contains(IssuanceRule.ISSUER_UNKNOWN);
    }

    @Test
    void withholdsForALapsedIssuerAndForOneThatIsNoProvider() {
        assertThat(objection(IssuerFixture.lapsedAs(TRAINING_PROVIDER)))
                .contains(IssuanceRule.ISSUER_NOT_IN_FORCE);
        assertThat(objection(IssuerFixture.inForceAs(CERTIFICATION_BODY)))
                .contains(IssuanceRule.ISSUER_NOT_IN_FORCE);
    }

    @Test
    void withholdsWhenTheIssuersNameWouldRevealCustody() {
        assertThat(objection(IssuerFixture.inForceAs(TRAINING_PROVIDER, CORRECTIONAL)))
                .contains(IssuanceRule.ISSUER_REVEALS_CUSTODY);
    }

    @Test
    void allowsAPrisonThatChoseItsOwnName() {
        assertThat(objection(IssuerFixture.prisonUnderItsOwnName(TRAINING_PROVIDER, CORRECTIONAL)))
                .isEmpty();
    }

    private static Optional<IssuanceRule> objection(Issuer issuer) {
        return IssuancePolicy.firstObjection(Optional.of(issuer));
    }
}
