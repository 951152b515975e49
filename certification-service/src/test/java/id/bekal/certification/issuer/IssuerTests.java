package id.bekal.certification.issuer;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;
import static id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL;
import static id.bekal.contracts.agreements.InstitutionRole.REGIONAL_AUTHORITY;
import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.platform.Outcome;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;

class IssuerTests {

    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

    private final Issuer issuer = IssuerFixture.inForceAs(TRAINING_PROVIDER);

    @Nested
    class Following {

        @Test
        void takesOverALaterSnapshot() {
            assertThat(issuer.follow(IssuerFixture.snapshot("BBPVP", false), 2)).isTrue();
            assertThat(issuer.name()).isEqualTo("BBPVP");
            assertThat(issuer.inForce()).isFalse();
            assertThat(issuer.roles()).isEmpty();
        }

        @Test
        void ignoresTheSameSnapshotAgain() {
            assertThat(issuer.follow(IssuerFixture.snapshot("changed", false), 1)).isFalse();
            assertThat(issuer.name()).isEqualTo("UPT BLK Madiun");
        }

        @Test
        void ignoresAnEarlierSnapshotThatComesLate() {
            issuer.follow(IssuerFixture.snapshot("third", true, TRAINING_PROVIDER), 3);
            assertThat(issuer.follow(IssuerFixture.snapshot("second", false), 2)).isFalse();
            assertThat(issuer.name()).isEqualTo("third");
            assertThat(issuer.inForce()).isTrue();
        }

        @Test
        void keepsTheCodeWhateverTheNameBecomes() {
            issuer.follow(IssuerFixture.snapshot("BBPVP", true, TRAINING_PROVIDER), 2);
            assertThat(issuer.letterhead())
                    .isEqualTo(new Letterhead("BBPVP", "Kota Madiun", "BLK-MADIUN"));
        }
    }

    @Nested
    class ChoosingItsOwnName {

        private final Issuer prison = IssuerFixture.inForceAs(TRAINING_PROVIDER, CORRECTIONAL);

        @Test
        void isFalseUntilSomeoneChooses() {
            assertThat(prison.mayShowItsName()).isFalse();
            assertThat(prison.custodyChoice()).isNull();
        }

        @Test
        void keepsWhoChoseFirstAndWhen() {
            prison.chooseItsOwnName(true, "head", NOW);
            assertThat(prison.chooseItsOwnName(true, "officer", NOW.plusSeconds(1)))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(prison.mayShowItsName()).isTrue();
            assertThat(prison.custodyChoice()).isEqualTo(new CustodyChoice("head", NOW));
        }

        @Test
        void canBeTakenBack() {
            prison.chooseItsOwnName(true, "head", NOW);
            prison.chooseItsOwnName(false, "head", NOW);
            assertThat(prison.mayShowItsName()).isFalse();
        }

        @Test
        void isRefusedToWhoIsNoPrison() {
            assertThat(issuer.chooseItsOwnName(true, "head", NOW))
                    .isEqualTo(Outcome.refused(IssuerRule.ISSUER_IS_NO_PRISON));
            assertThat(issuer.chooseItsOwnName(false, "head", NOW))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(issuer.mayShowItsName()).isTrue();
        }

        @Test
        void endsWithThePrison() {
            prison.chooseItsOwnName(true, "head", NOW);
            prison.follow(IssuerFixture.snapshot("BLK", true, TRAINING_PROVIDER), 2);
            assertThat(prison.mayShowItsName()).isTrue();
            prison.follow(IssuerFixture.snapshot("BLK", true, TRAINING_PROVIDER, CORRECTIONAL), 3);
            assertThat(prison.mayShowItsName()).isFalse();
        }

        @Test
        void outlastsAChangeOfName() {
            prison.chooseItsOwnName(true, "head", NOW);
            prison.follow(IssuerFixture.snapshot("X", true, TRAINING_PROVIDER, CORRECTIONAL), 2);
            assertThat(prison.mayShowItsName()).isTrue();
        }
    }

    @Nested
    class Standing {

        @Test
        void isInForceInItsRolesOnly() {
            assertThat(issuer.isInForceAs(TRAINING_PROVIDER)).isTrue();
            assertThat(issuer.isInForceAs(CERTIFICATION_BODY)).isFalse();
            assertThat(IssuerFixture.lapsedAs(TRAINING_PROVIDER).isInForceAs(TRAINING_PROVIDER))
                    .isFalse();
        }

        @Test
        void revealsCustodyWhenItIsAPrisonToo() {
            assertThat(issuer.revealsCustody()).isFalse();
            assertThat(IssuerFixture.inForceAs(TRAINING_PROVIDER, CORRECTIONAL).revealsCustody())
                    .isTrue();
        }

        @Test
        void isOnlyKeptOfWhoIssues() {
            assertThat(Issuer.isOne(IssuerFixture.snapshot("x", true, TRAINING_PROVIDER))).isTrue();
            assertThat(Issuer.isOne(IssuerFixture.snapshot("x", true, CERTIFICATION_BODY)))
                    .isTrue();
            assertThat(
                            Issuer.isOne(
                                    IssuerFixture.snapshot(
                                            "x", true, CORRECTIONAL, REGIONAL_AUTHORITY)))
                    .isFalse();
        }
    }
}
