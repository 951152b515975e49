package id.bekal.certification.certificate;

import static id.bekal.certification.certificate.CertificateFixture.NOTICES;
import static id.bekal.certification.certificate.CertificateFixture.NOW;
import static id.bekal.certification.certificate.CertificateFixture.TODAY;
import static id.bekal.certification.certificate.CertificateFixture.competence;
import static id.bekal.certification.certificate.CertificateFixture.competenceUntil;
import static id.bekal.certification.certificate.CertificateFixture.training;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.certification.CertificateExpiring;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.platform.Outcome;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;

class CertificateTests {

    @Nested
    class BeingIssued {

        @Test
        void tellsItsNumberAndNotItsHolder() {
            var certificate = training();
            assertThat(certificate.recorded())
                    .containsExactly(
                            new CertificateIssued(
                                    certificate.id(),
                                    CertificateKind.TRAINING,
                                    certificate.program(),
                                    certificate.learner(),
                                    certificate.issuer(),
                                    "00001/BLK-MADIUN/2026",
                                    TODAY,
                                    "Las"));
        }

        @Test
        void hasTheSameIdAtEachAttemptAndATokenNobodyCanDerive() {
            assertThat(training().id()).isEqualTo(training().id());
            assertThat(training().token())
                    .matches("[a-z0-9]{26}")
                    .isNotEqualTo(training().token())
                    .isNotEqualTo(training().id().value());
        }

        @Test
        void neverExpires() {
            assertThat(training().standingOn(LocalDate.MAX)).isEqualTo(Standing.VALID);
        }
    }

    @Nested
    class Revoking {

        @Test
        void makesItVoidAndSaysSoWithoutTheReason() {
            var certificate = training();
            assertThat(certificate.revoke("nama keliru", TODAY, NOW))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.REVOKED);
            assertThat(certificate.revocationReason()).isEqualTo("nama keliru");
            assertThat(certificate.recorded().getLast())
                    .isEqualTo(
                            new CertificateRevoked(
                                    certificate.id(),
                                    certificate.learner(),
                                    certificate.issuer(),
                                    TODAY));
        }

        @Test
        void isRefusedTheSecondTime() {
            var certificate = training();
            certificate.revoke("first", TODAY, NOW);
            int events = certificate.recorded().size();
            assertThat(certificate.revoke("second", TODAY.plusDays(1), NOW))
                    .isEqualTo(Outcome.refused(CertificateRule.ALREADY_REVOKED));
            assertThat(certificate.revocationReason()).isEqualTo("first");
            assertThat(certificate.recorded()).hasSize(events);
        }

        @Test
        void outweighsExpiry() {
            var certificate = competenceUntil(TODAY.plusDays(1));
            certificate.revoke("x", TODAY, NOW);
            assertThat(certificate.standingOn(TODAY.plusDays(2))).isEqualTo(Standing.REVOKED);
        }
    }

    @Nested
    class Competence {

        @Test
        void isRecordedUnderTheBodysNumber() {
            var certificate = competenceUntil(TODAY.plusYears(3));
            assertThat(certificate.recorded())
                    .containsExactly(
                            new CompetenceRecorded(
                                    certificate.id(),
                                    certificate.learner(),
                                    certificate.issuer(),
                                    "LSP-17",
                                    "Las Level 2",
                                    TODAY.minusDays(10),
                                    TODAY.plusYears(3)));
        }

        @Test
        void isOnePerSchemeAndNumberWhereverTheirTextsMeet() {
            var end = TODAY.plusYears(3);
            assertThat(competence("A", "1", end).id()).isEqualTo(competence("A", "1", end).id());
            assertThat(competence("A", "1", end).id())
                    .isNotEqualTo(competence("A", "2", end).id())
                    .isNotEqualTo(competence("B", "1", end).id());
            assertThat(competence("A 1", "2", end).id())
                    .isNotEqualTo(competence("A", "1 2", end).id());
        }

        @Test
        void isValidOnItsLastDayAndExpiredAfterIt() {
            var certificate = competenceUntil(TODAY);
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.VALID);
            assertThat(certificate.standingOn(TODAY.plusDays(1))).isEqualTo(Standing.EXPIRED);
        }
    }

    @Nested
    class GivingNotice {

        private final LocalDate end = TODAY.plusDays(200);
        private final Certificate certificate = competenceUntil(end);

        @Test
        void waitsForTheDay() {
            assertThat(certificate.giveNotice(NOTICES, end.minusDays(91), NOW)).isFalse();
            assertThat(expiring()).isZero();
        }

        @Test
        void happensOnceAtEachMark() {
            assertThat(certificate.giveNotice(NOTICES, end.minusDays(90), NOW)).isTrue();
            assertThat(certificate.giveNotice(NOTICES, end.minusDays(90), NOW)).isFalse();
            assertThat(certificate.giveNotice(NOTICES, end.minusDays(31), NOW)).isFalse();
            assertThat(certificate.giveNotice(NOTICES, end.minusDays(30), NOW)).isTrue();
            assertThat(certificate.giveNotice(NOTICES, end, NOW)).isFalse();
            assertThat(expiring()).isEqualTo(2);
            assertThat(certificate.recorded())
                    .contains(
                            new CertificateExpiring(
                                    certificate.id(),
                                    certificate.learner(),
                                    certificate.issuer(),
                                    end));
        }

        @Test
        void isOneForSeveralThatAreOverdue() {
            certificate.giveNotice(NOTICES, end.minusDays(3), NOW);
            certificate.giveNotice(NOTICES, end.minusDays(2), NOW);
            assertThat(expiring()).isEqualTo(1);
        }

        @Test
        void isPointlessAfterTheEnd() {
            assertThat(certificate.giveNotice(NOTICES, end.plusDays(1), NOW)).isTrue();
            assertThat(certificate.giveNotice(NOTICES, end.plusDays(1), NOW)).isFalse();
            assertThat(expiring()).isZero();
        }

        @Test
        void leavesOutWhatWasPastWhenItWasRecorded() {
            var late = competenceUntil(TODAY.plusDays(60));
            assertThat(late.giveNotice(NOTICES, TODAY.plusDays(29), NOW)).isFalse();
            assertThat(late.giveNotice(NOTICES, TODAY.plusDays(30), NOW)).isTrue();
        }

        @Test
        void endsWithRevocation() {
            certificate.revoke("x", TODAY, NOW);
            assertThat(certificate.giveNotice(NOTICES, end.minusDays(30), NOW)).isFalse();
        }

        private long expiring() {
            return certificate.recorded().stream()
                    .filter(CertificateExpiring.class::isInstance)
                    .count();
        }
    }
}
