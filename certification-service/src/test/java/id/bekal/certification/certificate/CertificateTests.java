package id.bekal.certification.certificate;

import static id.bekal.certification.certificate.CertificateFixture.KEYS;
import static id.bekal.certification.certificate.CertificateFixture.LAPSE;
import static id.bekal.certification.certificate.CertificateFixture.LEARNER;
import static id.bekal.certification.certificate.CertificateFixture.NOTICES;
import static id.bekal.certification.certificate.CertificateFixture.NOW;
import static id.bekal.certification.certificate.CertificateFixture.TODAY;
import static id.bekal.certification.certificate.CertificateFixture.competence;
import static id.bekal.certification.certificate.CertificateFixture.competenceUntil;
import static id.bekal.certification.certificate.CertificateFixture.revoked;
import static id.bekal.certification.certificate.CertificateFixture.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.certification.holder.HolderKeyFixture;
import id.bekal.certification.holder.Naming.Erased;
import id.bekal.certification.holder.Naming.Named;
import id.bekal.certification.holder.Naming.Unnamed;
import id.bekal.certification.issuer.IssuerFixture;
import id.bekal.certification.issuer.Letterhead;
import id.bekal.contracts.certification.CertificateExpiring;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.platform.Outcome;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

import java.time.Instant;
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
    class Naming {

        @Test
        void isOnlyForWhoHasTheLearnersKey() {
            var certificate = training();
            assertThat(certificate.naming(KEYS)).isEqualTo(new Named(HolderKeyFixture.SULASTRI));
            assertThat(certificate.naming(HolderKeyFixture.ringOfErased(LEARNER)))
                    .isEqualTo(new Erased());
        }

        @Test
        void belongsToThisCertificateAlone() {
            var certificate = training();
            var another = competenceUntil(TODAY);
            ReflectionTestUtils.setField(
                    certificate, "holder", ReflectionTestUtils.getField(another, "holder"));
            assertThatThrownBy(() -> certificate.naming(KEYS))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void isNotPossibleWhenItWasIssuedWithoutAHolder() {
            var achievement = CertificateFixture.achievement(CertificateKind.TRAINING);
            var certificate =
                    Certificate.issued(
                            new Achievement(
                                    achievement.kind(),
                                    achievement.program(),
                                    LEARNER,
                                    null,
                                    achievement.title(),
                                    achievement.field(),
                                    achievement.hours(),
                                    achievement.units()),
                            KEYS,
                            IssuerFixture.BLK,
                            new Letterhead("UPT BLK Madiun", "Kota Madiun", "BLK-MADIUN"),
                            "00001/BLK-MADIUN/2026",
                            TODAY,
                            NOW);
            assertThat(certificate.naming(KEYS)).isEqualTo(new Unnamed());
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.VALID);
        }
    }

    @Nested
    class RequestingRevocation {

        @Test
        void leavesItValidAndTellsNobody() {
            var certificate = training();
            int events = certificate.recorded().size();
            assertThat(certificate.requestRevocation("nama keliru", "officer", NOW, LAPSE))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.VALID);
            assertThat(certificate.revocationRequest(NOW))
                    .contains(
                            new RevocationRequest("nama keliru", "officer", NOW, NOW.plus(LAPSE)));
            assertThat(certificate.revocation()).isNull();
            assertThat(certificate.recorded()).hasSize(events);
        }

        @Test
        void isRefusedWhileOneWaitsAndAllowedOnceItLapsed() {
            var certificate = training();
            certificate.requestRevocation("first", "officer", NOW, LAPSE);
            Instant lastMoment = NOW.plus(LAPSE).minusNanos(1);
            assertThat(certificate.requestRevocation("second", "other", lastMoment, LAPSE))
                    .isEqualTo(Outcome.refused(CertificateRule.REVOCATION_REQUESTED_ALREADY));
            assertThat(certificate.requestRevocation("second", "other", NOW.plus(LAPSE), LAPSE))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(certificate.revocationRequest(NOW.plus(LAPSE)).orElseThrow().reason())
                    .isEqualTo("second");
        }

        @Test
        void isRefusedOfOneThatIsVoid() {
            assertThat(revoked().requestRevocation("again", "officer", NOW, LAPSE))
                    .isEqualTo(Outcome.refused(CertificateRule.ALREADY_REVOKED));
        }
    }

    @Nested
    class ConfirmingRevocation {

        private final Certificate certificate = training();

        @BeforeEach
        void request() {
            certificate.requestRevocation("nama keliru", "officer", NOW, LAPSE);
        }

        @Test
        void makesItVoidAndSaysSoWithoutTheReason() {
            assertThat(certificate.confirmRevocation("head", TODAY, NOW))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.REVOKED);
            assertThat(certificate.revocation())
                    .isEqualTo(new Revocation(TODAY, "nama keliru", "officer", "head"));
            assertThat(certificate.revocationRequest(NOW)).isEmpty();
            assertThat(certificate.recorded().getLast())
                    .isEqualTo(
                            new CertificateRevoked(
                                    certificate.id(),
                                    certificate.learner(),
                                    certificate.issuer(),
                                    TODAY));
        }

        @Test
        void isRefusedToWhoRequestedIt() {
            int events = certificate.recorded().size();
            assertThat(certificate.confirmRevocation("officer", TODAY, NOW))
                    .isEqualTo(Outcome.refused(CertificateRule.SECOND_PERSON_NEEDED));
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.VALID);
            assertThat(certificate.revocationRequest(NOW)).isPresent();
            assertThat(certificate.recorded()).hasSize(events);
        }

        @Test
        void isPossibleUntilTheRequestLapses() {
            assertThat(certificate.confirmRevocation("head", TODAY, NOW.plus(LAPSE)))
                    .isEqualTo(Outcome.refused(CertificateRule.NO_REVOCATION_REQUESTED));
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.VALID);
            assertThat(certificate.confirmRevocation("head", TODAY, NOW.plus(LAPSE).minusNanos(1)))
                    .isInstanceOf(Outcome.Accepted.class);
        }

        @Test
        void isRefusedTheSecondTime() {
            certificate.confirmRevocation("head", TODAY, NOW);
            int events = certificate.recorded().size();
            assertThat(certificate.confirmRevocation("head", TODAY.plusDays(1), NOW))
                    .isEqualTo(Outcome.refused(CertificateRule.ALREADY_REVOKED));
            assertThat(certificate.recorded()).hasSize(events);
        }

        @Test
        void isRefusedWhenNobodyRequestedIt() {
            assertThat(training().confirmRevocation("head", TODAY, NOW))
                    .isEqualTo(Outcome.refused(CertificateRule.NO_REVOCATION_REQUESTED));
        }

        @Test
        void outweighsExpiry() {
            var expiring = CertificateFixture.revoke(competenceUntil(TODAY.plusDays(1)));
            assertThat(expiring.standingOn(TODAY.plusDays(2))).isEqualTo(Standing.REVOKED);
        }
    }

    @Nested
    class RefusingRevocation {

        @Test
        void dropsTheRequest() {
            var certificate = training();
            certificate.requestRevocation("x", "officer", NOW, LAPSE);
            assertThat(certificate.refuseRevocation(NOW)).isInstanceOf(Outcome.Accepted.class);
            assertThat(certificate.revocationRequest(NOW)).isEmpty();
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.VALID);
            assertThat(certificate.confirmRevocation("head", TODAY, NOW))
                    .isEqualTo(Outcome.refused(CertificateRule.NO_REVOCATION_REQUESTED));
            assertThat(certificate.requestRevocation("y", "officer", NOW, LAPSE))
                    .isInstanceOf(Outcome.Accepted.class);
        }

        @Test
        void isRefusedWhenNoneWaitsOrItIsVoid() {
            var certificate = training();
            assertThat(certificate.refuseRevocation(NOW))
                    .isEqualTo(Outcome.refused(CertificateRule.NO_REVOCATION_REQUESTED));
            certificate.requestRevocation("x", "officer", NOW, LAPSE);
            assertThat(certificate.refuseRevocation(NOW.plus(LAPSE)))
                    .isEqualTo(Outcome.refused(CertificateRule.NO_REVOCATION_REQUESTED));
            assertThat(revoked().refuseRevocation(NOW))
                    .isEqualTo(Outcome.refused(CertificateRule.ALREADY_REVOKED));
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
            CertificateFixture.revoke(certificate);
            assertThat(certificate.giveNotice(NOTICES, end.minusDays(30), NOW)).isFalse();
        }

        private long expiring() {
            return certificate.recorded().stream()
                    .filter(CertificateExpiring.class::isInstance)
                    .count();
        }
    }
}
