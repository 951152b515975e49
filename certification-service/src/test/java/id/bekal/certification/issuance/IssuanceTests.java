package id.bekal.certification.issuance;

import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.certificate.CertifiedUnit;
import id.bekal.certification.certificate.Title;
import id.bekal.certification.issuer.Issuer;
import id.bekal.certification.issuer.IssuerCode;
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
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

class IssuanceTests {

    private static final ZonedDateTime NOW =
            ZonedDateTime.parse("2026-11-24T09:00:00+07:00[Asia/Jakarta]");

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
            assertThat(issuance.approval()).isEqualTo(new ApprovalGiven("head", NOW.toInstant()));
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
            assertThat(issuance.approval()).isEqualTo(new ApprovalGiven("first", NOW.toInstant()));
            var automatic = new Issuance(program.event());
            automatic.decide(inForce, NOW);
            automatic.approve(inForce, "head", NOW);
            assertThat(automatic.approval()).isNull();
        }
    }

    @Nested
    class Scheduling {

        private final Instant nextDay = Instant.parse("2026-11-24T17:00:00Z");
        private final Optional<Issuer> theNextDay =
                Optional.of(IssuerFixture.issuingTheNextDay(TRAINING_PROVIDER));
        private final Optional<Issuer> byItsHead =
                Optional.of(IssuerFixture.approvedByItsHeadForTheNextDay(TRAINING_PROVIDER));

        @Test
        void isForTheStartOfTheNextDayWhereTheIssuerSaysSo() {
            assertThat(issuance.decide(theNextDay, NOW)).isTrue();
            assertThat(issuance.state()).isEqualTo(Issuance.State.SCHEDULED);
            assertThat(issuance.due()).isEqualTo(nextDay);
            assertThat(issuance.rests()).isTrue();
            assertThat(issuance.isDone()).isFalse();
            assertThat(issuance.recorded()).isEmpty();
            assertThatThrownBy(issuance::letterhead).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void isForTheDayThatBeginsThenHoweverLittleOfTheOldOneIsLeft() {
            ZonedDateTime midnight = nextDay.atZone(NOW.getZone());
            issuance.decide(theNextDay, midnight.minusNanos(1));
            assertThat(issuance.due()).isEqualTo(nextDay);
            var later = new Issuance(program.event());
            later.decide(theNextDay, midnight);
            assertThat(later.due()).isEqualTo(Instant.parse("2026-11-25T17:00:00Z"));
        }

        @Test
        void countsDaysInTheZoneOfTheClock() {
            issuance.decide(theNextDay, NOW.withZoneSameInstant(ZoneId.of("Asia/Jayapura")));
            assertThat(issuance.due()).isEqualTo(Instant.parse("2026-11-24T15:00:00Z"));
        }

        @Test
        void endsAtThatMomentAndNotAMillisecondBefore() {
            issuance.decide(theNextDay, NOW);
            assertThat(issuance.fallDue(theNextDay, nextDay.minusMillis(1))).isFalse();
            assertThat(issuance.state()).isEqualTo(Issuance.State.SCHEDULED);
            assertThat(issuance.fallDue(theNextDay, nextDay)).isTrue();
            assertThat(issuance.state()).isEqualTo(Issuance.State.ISSUING);
            assertThat(issuance.due()).isNull();
            assertThat(issuance.fallDue(theNextDay, nextDay)).isFalse();
        }

        @Test
        void lastsWhateverTheIssuerBecomesMeanwhile() {
            issuance.decide(theNextDay, NOW);
            assertThat(issuance.decide(inForce, NOW.plusDays(1))).isFalse();
            assertThat(issuance.decide(lapsed, NOW.plusDays(1))).isFalse();
            assertThat(issuance.approve(lapsed, "head", NOW.plusDays(1)))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(issuance.state()).isEqualTo(Issuance.State.SCHEDULED);
            assertThat(issuance.due()).isEqualTo(nextDay);
            assertThat(issuance.approval()).isNull();
        }

        @Test
        void takesTheLetterheadOfTheMomentOfIssue() {
            issuance.decide(theNextDay, NOW);
            Issuer renamed = IssuerFixture.issuingTheNextDay(TRAINING_PROVIDER);
            renamed.numberUnder(new IssuerCode("BLK-BARU"));
            issuance.fallDue(Optional.of(renamed), nextDay);
            assertThat(issuance.letterhead().code()).isEqualTo("BLK-BARU");
        }

        @Test
        void isFollowedByWithholdingWhenTheRightLapsedAndByAnotherDayOnceItIsBack() {
            issuance.decide(theNextDay, NOW);
            assertThat(issuance.fallDue(lapsed, nextDay)).isTrue();
            assertThat(issuance.state()).isEqualTo(Issuance.State.WITHHELD);
            assertThat(issuance.withheldBy()).isEqualTo(IssuanceRule.ISSUER_NOT_IN_FORCE);
            assertThat(issuance.due()).isNull();
            assertThat(issuance.recorded())
                    .containsExactly(
                            new IssuanceWithheld(
                                    program.id(), IssuerFixture.BLK, "ISSUER_NOT_IN_FORCE"));
            assertThat(issuance.decide(lapsed, NOW.plusDays(2))).isFalse();
            assertThat(issuance.decide(theNextDay, NOW.plusDays(2))).isTrue();
            assertThat(issuance.state()).isEqualTo(Issuance.State.SCHEDULED);
            assertThat(issuance.due()).isEqualTo(Instant.parse("2026-11-26T17:00:00Z"));
            assertThat(issuance.withheldBy()).isNull();
        }

        @Test
        void comesAfterApproval() {
            issuance.decide(byItsHead, NOW);
            assertThat(issuance.state()).isEqualTo(Issuance.State.AWAITING_APPROVAL);
            assertThat(issuance.due()).isNull();
            issuance.approve(byItsHead, "head", NOW.plusDays(3));
            assertThat(issuance.state()).isEqualTo(Issuance.State.SCHEDULED);
            assertThat(issuance.due()).isEqualTo(Instant.parse("2026-11-27T17:00:00Z"));
            assertThat(issuance.approval())
                    .isEqualTo(new ApprovalGiven("head", NOW.plusDays(3).toInstant()));
        }

        @Test
        void needsNoSecondApprovalAfterItWasWithheldWhenDue() {
            issuance.decide(byItsHead, NOW);
            issuance.approve(byItsHead, "head", NOW);
            issuance.fallDue(lapsed, nextDay);
            assertThat(issuance.state()).isEqualTo(Issuance.State.WITHHELD);
            issuance.decide(byItsHead, NOW.plusDays(1));
            assertThat(issuance.state()).isEqualTo(Issuance.State.SCHEDULED);
            assertThat(issuance.approval()).isEqualTo(new ApprovalGiven("head", NOW.toInstant()));
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
