package id.bekal.training.learner;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.LearnerReleased;
import id.bekal.contracts.training.LearnerTransferred;
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

    private final Learner learner =
            new Learner(
                    new LearnerId("l"),
                    new Identity("Nama", "Ngawi", null, null),
                    "NARAPIDANA",
                    new Custody(NGAWI, "B.I 1/2026", SINCE, null),
                    null);

    @Nested
    class Transfer {

        @Test
        void keepsTheHistoryAndMovesCustody() {
            accepted(learner.transfer(MADIUN, "B.I 9/2026", SINCE.plusDays(10), AT));
            assertThat(learner.isHeldBy(MADIUN)).isTrue();
            assertThat(learner.isHeldBy(NGAWI)).isFalse();
            assertThat(learner.custody())
                    .containsExactly(
                            new Custody(NGAWI, "B.I 1/2026", SINCE, SINCE.plusDays(10)),
                            new Custody(MADIUN, "B.I 9/2026", SINCE.plusDays(10), null));
            assertThat(learner.recorded())
                    .containsExactly(
                            new LearnerTransferred(
                                    learner.id(), NGAWI, MADIUN, SINCE.plusDays(10)));
        }

        @Test
        void isRefusedToTheSamePlaceBeforeCustodyAndAfterRelease() {
            assertRefused(learner.transfer(NGAWI, "x", SINCE, AT), TrainingRule.SAME_INSTITUTION);
            assertRefused(
                    learner.transfer(MADIUN, "x", SINCE.minusDays(1), AT),
                    TrainingRule.BEFORE_CUSTODY_BEGAN);
            accepted(learner.transfer(MADIUN, "x", SINCE, AT));
            accepted(learner.release(SINCE, "PB", null, null, AT));
            assertRefused(learner.transfer(NGAWI, "x", SINCE, AT), TrainingRule.RELEASED_ALREADY);
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
            accepted(learner.release(SINCE.plusDays(1), "PB", BAPAS, "K-1", AT));
            assertThat(learner.isHeldBy(BAPAS)).isTrue();
            assertThat(learner.status()).isEqualTo("KLIEN");
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
            assertThat(learner.credit(credit(16, SeatOutcome.TRANSFERRED))).isTrue();
            assertThat(learner.credits()).containsExactly(credit(16, SeatOutcome.TRANSFERRED));
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

    @Test
    void printsNothingOfWhoItIs() {
        assertThat(learner.identity().toString()).doesNotContain("Nama");
        assertThat(learner.custody().toString()).doesNotContain("B.I");
    }
}
