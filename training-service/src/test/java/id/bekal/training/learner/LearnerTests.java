package id.bekal.training.learner;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnerReleased;
import id.bekal.contracts.training.LearnerTransferred;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.training.TrainingRule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

class LearnerTests {

    private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);
    private static final Instant AT = Instant.EPOCH;
    private static final InstitutionId NGAWI = new InstitutionId("lapas-ngawi");
    private static final InstitutionId MADIUN = new InstitutionId("lapas-madiun");
    private static final InstitutionId BAPAS = new InstitutionId("bapas");

    private final Learner learner = LearnerFixture.learner("l", NGAWI, "B.I 1/2026", SINCE);
    private final SealedNumber number = LearnerFixture.VAULT.seal(learner, MADIUN, "B.I 9/2026");

    @Nested
    class Transfer {

        @Test
        void keepsTheHistoryAndMovesCustody() {
            accepted(learner.transfer(MADIUN, number, false, SINCE.plusDays(10), AT));
            assertThat(learner.isHeldBy(MADIUN)).isTrue();
            assertThat(learner.isHeldBy(NGAWI)).isFalse();
            assertThat(learner.custody())
                    .extracting(Custody::institution, Custody::from, Custody::until)
                    .containsExactly(
                            tuple(NGAWI, SINCE, SINCE.plusDays(10)),
                            tuple(MADIUN, SINCE.plusDays(10), null));
            assertThat(learner.custody())
                    .map(custody -> LearnerFixture.VAULT.number(learner, custody).orElseThrow())
                    .containsExactly("B.I 1/2026", "B.I 9/2026");
            assertThat(learner.recorded())
                    .containsExactly(
                            new LearnerTransferred(
                                    learner.id(), NGAWI, MADIUN, SINCE.plusDays(10)));
        }

        @Test
        void isRefusedToTheSamePlaceBeforeCustodyAndAfterRelease() {
            assertRefused(
                    learner.transfer(NGAWI, number, false, SINCE, AT),
                    TrainingRule.SAME_INSTITUTION);
            assertRefused(
                    learner.transfer(MADIUN, number, false, SINCE.minusDays(1), AT),
                    TrainingRule.BEFORE_CUSTODY_BEGAN);
            accepted(learner.transfer(MADIUN, number, false, SINCE, AT));
            accepted(learner.release(SINCE, "PB", null, null, AT));
            assertRefused(
                    learner.transfer(NGAWI, number, false, SINCE, AT),
                    TrainingRule.RELEASED_ALREADY);
        }
    }

    @Nested
    class Release {

        @Test
        void endsCustodyOnce() {
            accepted(learner.release(SINCE, "BEBAS_MURNI", null, null, AT));
            assertThat(learner.isHeldBy(NGAWI)).isFalse();
            assertThat(learner.releasedOn()).isEqualTo(SINCE);
            assertThat(learner.recorded())
                    .containsExactly(
                            new LearnerReleased(learner.id(), NGAWI, SINCE, "BEBAS_MURNI"));
            assertRefused(
                    learner.release(SINCE, "PB", null, null, AT), TrainingRule.RELEASED_ALREADY);
        }

        @Test
        void isRefusedBeforeCustodyBegan() {
            assertRefused(
                    learner.release(SINCE.minusDays(1), "PB", null, null, AT),
                    TrainingRule.BEFORE_CUSTODY_BEGAN);
        }

        @Test
        void letsABapasSuperviseAndTheClientGoOnLearning() {
            accepted(learner.release(SINCE.plusDays(1), "PB", BAPAS, number, AT));
            assertThat(learner.isHeldBy(BAPAS)).isTrue();
            assertThat(learner.status()).isEqualTo("KLIEN");
            assertRefused(
                    learner.release(SINCE.plusDays(1), "PB", null, null, AT),
                    TrainingRule.RELEASED_ALREADY);
        }

        @Test
        void isRefusedOfARecordThatWasMergedIntoAnother() {
            Learner kept = LearnerFixture.learner("k", NGAWI, "B.I 2/2026", SINCE);
            accepted(learner.requestMerge(kept, new Requested("officer", "why", AT)));
            accepted(learner.confirmMerge("head", SINCE, AT));
            assertRefused(
                    learner.release(SINCE, "PB", null, null, AT), TrainingRule.RELEASED_ALREADY);
        }
    }

    @Nested
    class Record {

        private Credit credit(int hours, SeatOutcome outcome) {
            return new Credit(new ProgramId("p"), "welding", "Las", hours, 100, List.of(), outcome);
        }

        @Test
        void keepsOneCreditAProgramAndTheLatestWord() {
            assertThat(learner.credit(credit(8, null))).isTrue();
            assertThat(learner.credit(credit(8, null))).isFalse();
            assertThat(learner.credit(credit(16, SeatOutcome.LEFT))).isTrue();
            assertThat(learner.credits()).containsExactly(credit(16, SeatOutcome.LEFT));
        }

        @Test
        void doesNotLetALateWordReplaceAFinalOne() {
            learner.credit(credit(16, SeatOutcome.COMPLETED));
            assertThat(learner.credit(credit(8, null))).isFalse();
            assertThat(learner.credits().getFirst().hours()).isEqualTo(16);
        }

        @Test
        void holdsACertificateOnceAndMarksItRevokedOnce() {
            HeldCertificate certificate =
                    new HeldCertificate(
                            new CertificateId("c"),
                            CertificateKind.TRAINING,
                            NGAWI,
                            "1",
                            SINCE,
                            null,
                            null);
            assertThat(learner.hold(certificate)).isTrue();
            assertThat(learner.hold(certificate)).isFalse();
            assertThat(learner.revoke(new CertificateId("c"), SINCE)).isTrue();
            assertThat(learner.revoke(new CertificateId("c"), SINCE)).isFalse();
            assertThat(learner.certificates().getFirst().revokedOn()).isEqualTo(SINCE);
        }
    }

    /** An officer asks, a head confirms. */
    @Nested
    class Erasure {

        private final Requested request = new Requested("officer", "asked in person", AT);

        @Test
        void forgetsWhoItWasAndKeepsWhatWasEarned() {
            learner.credit(
                    new Credit(
                            new ProgramId("p"),
                            "welding",
                            "Las",
                            16,
                            100,
                            List.of(),
                            SeatOutcome.COMPLETED));
            accepted(learner.requestErasure(request));
            accepted(learner.confirmErasure("head", SINCE.plusDays(1), AT));
            assertThat(learner.isErased()).isTrue();
            assertThat(LearnerFixture.VAULT.identity(learner)).isEmpty();
            assertThat(learner.custody()).allMatch(custody -> custody.number() == null);
            assertThat(learner.credits()).hasSize(1);
            assertThat(learner.isHeldBy(NGAWI)).isFalse();
            assertThat(learner.recorded()).containsExactly(new LearnerErased(learner.id()));
        }

        @Test
        void isRefusedWithoutARequestAndToTheOneWhoMadeIt() {
            assertRefused(
                    learner.confirmErasure("head", SINCE, AT), TrainingRule.NOTHING_REQUESTED);
            accepted(learner.requestErasure(request));
            assertRefused(
                    learner.confirmErasure("officer", SINCE, AT),
                    TrainingRule.SECOND_PERSON_NEEDED);
            assertThat(LearnerFixture.VAULT.identity(learner)).isPresent();
        }

        @Test
        void happensOnce() {
            accepted(learner.requestErasure(request));
            accepted(learner.confirmErasure("head", SINCE, AT));
            assertRefused(learner.requestErasure(request), TrainingRule.ERASED_ALREADY);
            assertRefused(learner.confirmErasure("head", SINCE, AT), TrainingRule.ERASED_ALREADY);
            assertThat(learner.erase(SINCE, AT)).isFalse();
            assertThat(learner.recorded()).hasSize(1);
        }

        @Test
        void takesNoKeyForCertificatesAnyMore() {
            assertThat(learner.sealTo("{}")).isTrue();
            assertThat(learner.sealTo("{}")).isFalse();
            accepted(learner.requestErasure(request));
            accepted(learner.confirmErasure("head", SINCE, AT));
            assertThat(learner.holderKey()).isEmpty();
            assertThat(learner.sealTo("{}")).isFalse();
        }
    }

    @Nested
    class Merging {

        private final Learner kept = LearnerFixture.learner("k", NGAWI, "B.I 2/2026", SINCE);
        private final Requested request = new Requested("officer", "registered twice", AT);

        @Test
        void leavesTheRecordToTheKeptOne() {
            accepted(learner.requestMerge(kept, request));
            accepted(learner.confirmMerge("head", SINCE, AT));
            assertThat(learner.mergedInto()).contains(kept.id());
            assertThat(learner.isHeldBy(NGAWI)).isFalse();
            assertThat(learner.wasLastHeldBy(NGAWI)).isFalse();
            assertThat(learner.recorded())
                    .containsExactly(new LearnersMerged(kept.id(), learner.id()));
        }

        @Test
        void needsASecondPerson() {
            assertRefused(learner.confirmMerge("head", SINCE, AT), TrainingRule.NOTHING_REQUESTED);
            accepted(learner.requestMerge(kept, request));
            assertRefused(
                    learner.confirmMerge("officer", SINCE, AT), TrainingRule.SECOND_PERSON_NEEDED);
        }

        @Test
        void isRefusedWithItselfWithAnothersAndTwice() {
            assertRefused(learner.requestMerge(learner, request), TrainingRule.NOT_IN_CUSTODY_HERE);
            Learner foreign = LearnerFixture.learner("f", MADIUN, "B.I 3/2026", SINCE);
            assertRefused(learner.requestMerge(foreign, request), TrainingRule.NOT_IN_CUSTODY_HERE);
            accepted(learner.requestMerge(kept, request));
            accepted(learner.confirmMerge("head", SINCE, AT));
            assertRefused(learner.requestMerge(kept, request), TrainingRule.MERGED_ALREADY);
            assertRefused(kept.requestMerge(learner, request), TrainingRule.MERGED_ALREADY);
        }

        @Test
        void givesHoursAndCertificatesOnce() {
            Credit credit =
                    new Credit(
                            new ProgramId("p"),
                            "welding",
                            "Las",
                            16,
                            100,
                            List.of(),
                            SeatOutcome.COMPLETED);
            learner.credit(credit);
            assertThat(kept.absorb(learner)).isTrue();
            assertThat(kept.absorb(learner)).isFalse();
            assertThat(kept.credits()).containsExactly(credit);
        }
    }

    @Nested
    class Children {

        @Test
        void areMarkedByTheirStatusOrWhereTheyWereHeld() {
            assertThat(learner.isJuvenile()).isFalse();
            accepted(learner.transfer(MADIUN, number, true, SINCE, AT));
            assertThat(learner.isJuvenile()).isTrue();
            accepted(learner.transfer(NGAWI, number, false, SINCE, AT));
            assertThat(learner.isJuvenile()).isTrue();
        }

        @Test
        void areCalledByInitials() {
            assertThat(new Identity(" Siti  Aminah ", null, null, null).initials())
                    .isEqualTo("S. A.");
        }
    }

    @Test
    void printsNothingOfWhoItIs() {
        assertThat(LearnerFixture.IDENTITY.toString()).doesNotContain("Nama");
        assertThat(String.valueOf(learner.who().orElseThrow())).doesNotContain("Nama");
        assertThat(learner.custody().toString()).doesNotContain("B.I");
    }
}
