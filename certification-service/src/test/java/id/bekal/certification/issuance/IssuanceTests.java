package id.bekal.certification.issuance;

import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.certificate.CertifiedUnit;
import id.bekal.certification.certificate.Title;
import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.IssuerFixture;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.Entitlement;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.contracts.training.UnitResult;
import id.bekal.platform.Outcome;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

class IssuanceTests {

    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

    private final CompletedProgram program =
            CompletedProgram.of("blk-madiun").graduates(2).leaver().failure();
    private final Issuance issuance = new Issuance(program.event());
    private final Optional<Issuer> inForce =
            Optional.of(IssuerFixture.inForceAs(TRAINING_PROVIDER));
    private final Optional<Issuer> lapsed = Optional.of(IssuerFixture.lapsedAs(TRAINING_PROVIDER));

    @Nested
    class Entitling {

        @Test
        void listsGraduatesInTheOrderOfSeatsWithAllUnits() {
            List<Entitled> graduates = issuance.entitled(CertificateKind.TRAINING);
            assertThat(graduates)
                    .extracting(Entitled::learner)
                    .containsExactly(program.learner(0), program.learner(1));
            assertThat(graduates.getFirst().hours()).isEqualTo(160);
            assertThat(graduates.getFirst().units())
                    .containsExactly(
                            new CertifiedUnit(
                                    "C.24LAS01.028.1",
                                    new Title("Mengelas SMAW", "SMAW welding"),
                                    100,
                                    AssessmentResult.K),
                            new CertifiedUnit(
                                    null,
                                    new Title("Menerapkan K3", null),
                                    60,
                                    AssessmentResult.K));
        }

        @Test
        void listsOnlyCompetentUnitsForWhoLeftAndTheHoursAttended() {
            Entitled leaver = issuance.entitled(CertificateKind.STATEMENT_OF_ATTAINMENT).getFirst();
            assertThat(leaver.learner()).isEqualTo(program.learner(2));
            assertThat(leaver.hours()).isEqualTo(90);
            assertThat(leaver.units())
                    .extracting(unit -> unit.title().indonesian())
                    .containsExactly("Menerapkan K3");
        }

        @Test
        void refusesAResultOfAUnitTheCurriculumDoesNotHave() {
            var inconsistent =
                    CompletedProgram.of("blk-madiun")
                            .seat(
                                    SeatOutcome.COMPLETED,
                                    160,
                                    Entitlement.TRAINING_CERTIFICATE,
                                    new UnitResult("u9", AssessmentResult.K, LocalDate.EPOCH))
                            .event();
            assertThatThrownBy(() -> new Issuance(inconsistent))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void knowsEveryoneWhoHadASeat() {
            assertThat(issuance.seated(program.learner(3))).isTrue();
            assertThat(issuance.seated(new LearnerId("stranger"))).isFalse();
        }

        @Test
        void keepsEachHolderSealedAsItCame() {
            var event = program.withoutHolder(3).event();
            var received = new Issuance(event);
            assertThat(received.sealedHolder(program.learner(0)))
                    .hasValue(event.seats().getFirst().sealedHolder());
            assertThat(received.sealedHolder(program.learner(3))).isEmpty();
            assertThat(received.sealedHolder(new LearnerId("stranger"))).isEmpty();
        }

        @Test
        void letsTheNamedBodyTestAndAnyoneWhenNoneWasNamed() {
            var lsp = new InstitutionId("lsp-las");
            assertThat(issuance.mayBeTestedBy(lsp)).isTrue();
            var named = new Issuance(program.certifier("lsp-las").event());
            assertThat(named.mayBeTestedBy(lsp)).isTrue();
            assertThat(named.mayBeTestedBy(new InstitutionId("lsp-other"))).isFalse();
        }
    }

    @Nested
    class Deciding {

        @Test
        void freezesTheLetterheadWhenTheIssuerMayIssue() {
            assertThat(issuance.decide(inForce, NOW)).isTrue();
            assertThat(issuance.state()).isEqualTo(Issuance.State.ISSUING);
            assertThat(issuance.letterhead().code()).isEqualTo("BLK-MADIUN");
            assertThat(issuance.recorded()).isEmpty();
        }

        @Test
        void isNotTakenBackWhenTheIssuerLapsesMeanwhile() {
            issuance.decide(inForce, NOW);
            assertThat(issuance.decide(lapsed, NOW)).isFalse();
            assertThat(issuance.state()).isEqualTo(Issuance.State.ISSUING);
        }

        @Test
        void saysOnceWhichRuleWithholds() {
            assertThat(issuance.decide(lapsed, NOW)).isTrue();
            assertThat(issuance.decide(lapsed, NOW)).isFalse();
            assertThat(issuance.recorded())
                    .containsExactly(
                            new IssuanceWithheld(
                                    program.id(), IssuerFixture.BLK, "ISSUER_NOT_IN_FORCE"));
        }

        @Test
        void saysSoAgainWhenAnotherRuleWithholds() {
            issuance.decide(Optional.empty(), NOW);
            issuance.decide(lapsed, NOW);
            assertThat(issuance.recorded())
                    .extracting(event -> ((IssuanceWithheld) event).rule())
                    .containsExactly("ISSUER_UNKNOWN", "ISSUER_NOT_IN_FORCE");
        }

        @Test
        void issuesOnceTheIssuerIsInForceAgain() {
            issuance.decide(lapsed, NOW);
            assertThat(issuance.decide(inForce, NOW)).isTrue();
            assertThat(issuance.withheldBy()).isNull();
            assertThat(issuance.state()).isEqualTo(Issuance.State.ISSUING);
        }
    }

    @Nested
    class Approving {

        private final Optional<Issuer> byItsHead =
                Optional.of(IssuerFixture.approvedByItsHead(TRAINING_PROVIDER));

        @Test
        void isWaitedForWhereTheIssuerSaysSo() {
            assertThat(issuance.decide(byItsHead, NOW)).isTrue();
            assertThat(issuance.state()).isEqualTo(Issuance.State.AWAITING_APPROVAL);
            assertThat(issuance.rests()).isTrue();
            assertThat(issuance.recorded()).isEmpty();
        }

        @Test
        void isStillNeededAfterTheIssuerWantsNone() {
            issuance.decide(byItsHead, NOW);
            assertThat(issuance.decide(inForce, NOW)).isFalse();
            assertThat(issuance.decide(lapsed, NOW)).isFalse();
            assertThat(issuance.state()).isEqualTo(Issuance.State.AWAITING_APPROVAL);
        }

        @Test
        void letsItBeIssuedUnderTheLetterheadOfThatMoment() {
            issuance.decide(byItsHead, NOW);
            assertThat(issuance.approve(byItsHead, "head", NOW))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(issuance.state()).isEqualTo(Issuance.State.ISSUING);
            assertThat(issuance.letterhead().code()).isEqualTo("BLK-MADIUN");
            assertThat(issuance.approval()).isEqualTo(new ApprovalGiven("head", NOW));
        }

        @Test
        void isRefusedWhileTheIssuerMayNotIssueAndCanBeRepeated() {
            issuance.decide(byItsHead, NOW);
            assertThat(issuance.approve(lapsed, "head", NOW))
                    .isEqualTo(Outcome.refused(IssuanceRule.ISSUER_NOT_IN_FORCE));
            assertThat(issuance.state()).isEqualTo(Issuance.State.AWAITING_APPROVAL);
            assertThat(issuance.approval()).isNull();
            issuance.approve(byItsHead, "head", NOW);
            assertThat(issuance.state()).isEqualTo(Issuance.State.ISSUING);
        }

        @Test
        void isRefusedForWhatIsWithheld() {
            issuance.decide(lapsed, NOW);
            assertThat(issuance.approve(byItsHead, "head", NOW))
                    .isEqualTo(Outcome.refused(IssuanceRule.ISSUER_NOT_IN_FORCE));
            issuance.decide(byItsHead, NOW);
            assertThat(issuance.state()).isEqualTo(Issuance.State.AWAITING_APPROVAL);
        }

        @Test
        void changesNothingTheSecondTimeNorWhereNoneIsNeeded() {
            issuance.decide(byItsHead, NOW);
            issuance.approve(byItsHead, "first", NOW);
            assertThat(issuance.approve(lapsed, "second", NOW))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(issuance.approval()).isEqualTo(new ApprovalGiven("first", NOW));
            var automatic = new Issuance(program.event());
            automatic.decide(inForce, NOW);
            automatic.approve(inForce, "head", NOW);
            assertThat(automatic.approval()).isNull();
        }
    }

    @Test
    void forgetsResultsOnceAllIsIssuedAndKeepsWhoHadASeat() {
        issuance.decide(inForce, NOW);
        assertThat(issuance.certificates()).isEqualTo(2);
        issuance.issued();
        assertThat(issuance.isDone()).isTrue();
        assertThat(issuance.certificates()).isEqualTo(2);
        assertThat(issuance.statements()).isEqualTo(1);
        assertThat(issuance.entitled(CertificateKind.TRAINING)).isEmpty();
        assertThat(issuance.seated(program.learner(3))).isTrue();
    }
}
