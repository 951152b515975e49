package id.bekal.certification.certificate;

import static id.bekal.certification.certificate.CertificateFixture.KEYS;
import static id.bekal.certification.certificate.CertificateFixture.LAPSE;
import static id.bekal.certification.certificate.CertificateFixture.LEARNER;
import static id.bekal.certification.certificate.CertificateFixture.LETTERHEAD;
import static id.bekal.certification.certificate.CertificateFixture.NOTICES;
import static id.bekal.certification.certificate.CertificateFixture.NOW;
import static id.bekal.certification.certificate.CertificateFixture.TODAY;
import static id.bekal.certification.certificate.CertificateFixture.awaitingSuccessor;
import static id.bekal.certification.certificate.CertificateFixture.reassessing;
import static id.bekal.certification.certificate.CertificateFixture.renaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.certification.holder.HolderKeyFixture;
import id.bekal.certification.holder.Naming;
import id.bekal.certification.issuer.IssuerFixture;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.CertificateReplaced;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.InvalidInputException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;

class ReplacementTests {

    private static final String UNIT = "C.24LAS01.028.1";

    private final Certificate certificate = CertificateFixture.training();

    @Nested
    class Deciding {

        @Test
        void leavesTheCertificateValidAndNothingElseToBecomeOfIt() {
            assertThat(decide(certificate)).isInstanceOf(Outcome.Accepted.class);
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.VALID);
            assertThat(certificate.awaitsSuccessor()).isTrue();
            assertThat(certificate.recorded()).hasSize(1);
            assertThat(decide(certificate)).isEqualTo(refused(CertificateRule.ALREADY_REPLACED));
            assertThat(certificate.requestRevocation("x", "officer", NOW, LAPSE))
                    .isEqualTo(refused(CertificateRule.ALREADY_REPLACED));
        }

        @Test
        void isRefusedForWhatIsVoid() {
            assertThat(decide(CertificateFixture.revoked()))
                    .isEqualTo(refused(CertificateRule.ALREADY_REVOKED));
            assertThat(decide(CertificateFixture.replaced()))
                    .isEqualTo(refused(CertificateRule.ALREADY_REPLACED));
        }

        @Test
        void isPossibleOnTheLastValidDayAndRefusedOnTheNext() {
            assertThat(decide(CertificateFixture.competenceUntil(TODAY)))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(decide(CertificateFixture.competenceUntil(TODAY.minusDays(1))))
                    .isEqualTo(refused(CertificateRule.ALREADY_EXPIRED));
        }

        @Test
        void isRefusedWhileTwoDecideWhetherItIsVoidAndPossibleOnceThatLapsed() {
            certificate.requestRevocation("x", "officer", NOW.minus(LAPSE).plusMillis(1), LAPSE);
            assertThat(decide(certificate))
                    .isEqualTo(refused(CertificateRule.REVOCATION_REQUESTED_ALREADY));
            Certificate lapsed = CertificateFixture.training();
            lapsed.requestRevocation("x", "officer", NOW.minus(LAPSE), LAPSE);
            assertThat(decide(lapsed)).isInstanceOf(Outcome.Accepted.class);
        }

        @Test
        void refusesAResultOfAUnitThatItDoesNotList() {
            assertThatThrownBy(() -> awaitingSuccessor(certificate, reassessing("X", K())))
                    .isInstanceOf(InvalidInputException.class);
            assertThat(certificate.awaitsSuccessor()).isFalse();
        }

        @Test
        void refusesAnUnfinishedUnitOnAStatementOnly() {
            Certificate statement =
                    Certificate.issued(
                            CertificateFixture.achievement(CertificateKind.STATEMENT_OF_ATTAINMENT),
                            KEYS,
                            IssuerFixture.BLK,
                            LETTERHEAD,
                            "00001/SK/BLK-MADIUN/2026",
                            TODAY,
                            NOW);
            assertThatThrownBy(
                            () ->
                                    awaitingSuccessor(
                                            statement, reassessing(UNIT, AssessmentResult.BK)))
                    .isInstanceOf(InvalidInputException.class);
            assertThat(awaitingSuccessor(statement, reassessing(UNIT, K())).awaitsSuccessor())
                    .isTrue();
            awaitingSuccessor(certificate, reassessing(UNIT, AssessmentResult.BK));
            assertThat(certificate.replacement().units().getFirst().result())
                    .isEqualTo(AssessmentResult.BK);
        }
    }

    @Nested
    class TheSuccessor {

        @Test
        void certifiesTheSameForTheCorrectedHolder() {
            awaitingSuccessor(certificate, renaming("Sulastri Ningsih"));
            Certificate successor = certificate.successor(KEYS, "00002/BBPVP/2026", NOW);
            assertThat(successor.id()).isNotEqualTo(certificate.id());
            assertThat(successor.token()).isNotEqualTo(certificate.token());
            assertThat(successor.naming(KEYS))
                    .isEqualTo(
                            new Naming.Named(
                                    java.util.Objects.requireNonNull(
                                            renaming("Sulastri Ningsih").holder())));
            assertThat(successor.units()).isEqualTo(certificate.units());
            assertThat(successor.hours()).isEqualTo(certificate.hours());
            assertThat(successor.number()).isEqualTo("00002/BBPVP/2026");
            assertThat(successor.issuerName()).isEqualTo("BBPVP");
            assertThat(successor.predecessor()).isEqualTo(certificate.id());
            assertThat(successor.recorded())
                    .containsExactly(
                            new CertificateIssued(
                                    successor.id(),
                                    CertificateKind.TRAINING,
                                    certificate.program(),
                                    LEARNER,
                                    IssuerFixture.BLK,
                                    "00002/BBPVP/2026",
                                    TODAY,
                                    "Las"));
        }

        @Test
        void namesTheSamePersonWhereOnlyResultsChange() {
            awaitingSuccessor(certificate, reassessing(UNIT, AssessmentResult.BK));
            Certificate successor = certificate.successor(KEYS, "00002/BBPVP/2026", NOW);
            assertThat(successor.naming(KEYS)).isEqualTo(certificate.naming(KEYS));
            assertThat(successor.units().getFirst().result()).isEqualTo(AssessmentResult.BK);
        }

        @Test
        void namesNobodyOnceTheLearnerIsErased() {
            awaitingSuccessor(certificate, renaming("Sulastri Ningsih"));
            var erased = HolderKeyFixture.ringOfErased(LEARNER);
            Certificate successor = certificate.successor(erased, "00002/BBPVP/2026", NOW);
            assertThat(successor.naming(KEYS)).isInstanceOf(Naming.Unnamed.class);
        }

        @Test
        void ofACompetenceCertificateEndsOnTheSameDayAndGivesItsNotices() {
            LocalDate end = TODAY.plusDays(100);
            Certificate competence = CertificateFixture.competenceUntil(end);
            awaitingSuccessor(competence, renaming("Sulastri Ningsih"));
            assertThat(competence.giveNotice(NOTICES, TODAY.plusDays(10), NOW)).isFalse();
            Certificate successor = competence.successor(KEYS, "LSP-18", NOW);
            assertThat(successor.validUntil()).isEqualTo(end);
            assertThat(successor.issuedOn()).isEqualTo(competence.issuedOn());
            assertThat(successor.recorded())
                    .containsExactly(
                            new CompetenceRecorded(
                                    successor.id(),
                                    LEARNER,
                                    IssuerFixture.BLK,
                                    "LSP-18",
                                    "Las Level 2",
                                    competence.issuedOn(),
                                    end));
            assertThat(successor.giveNotice(NOTICES, TODAY.plusDays(9), NOW)).isFalse();
            assertThat(successor.giveNotice(NOTICES, TODAY.plusDays(10), NOW)).isTrue();
        }
    }

    @Nested
    class GivingWay {

        @Test
        void isToldOnceAndLeadsToTheSuccessor() {
            awaitingSuccessor(certificate, renaming("Sulastri Ningsih"));
            Certificate successor = certificate.successor(KEYS, "00002/BBPVP/2026", NOW);
            assertThat(certificate.giveWayTo(successor, NOW)).isTrue();
            assertThat(certificate.giveWayTo(successor, NOW)).isFalse();
            assertThat(certificate.standingOn(TODAY)).isEqualTo(Standing.REPLACED);
            assertThat(certificate.succession())
                    .isEqualTo(
                            new Succession(
                                    successor.id(),
                                    successor.token(),
                                    TODAY,
                                    "salah ketik",
                                    "head"));
            assertThat(certificate.recorded())
                    .hasSize(2)
                    .last()
                    .isEqualTo(
                            new CertificateReplaced(
                                    certificate.id(),
                                    successor.id(),
                                    LEARNER,
                                    IssuerFixture.BLK,
                                    TODAY));
        }
    }

    @Nested
    class TakingBack {

        @Test
        void leavesItAsItWas() {
            Certificate competence = CertificateFixture.competenceUntil(TODAY.plusDays(100));
            awaitingSuccessor(competence, renaming("Sulastri Ningsih"));
            assertThat(competence.takeBack(competence.replacement())).isTrue();
            assertThat(competence.awaitsSuccessor()).isFalse();
            assertThat(competence.giveNotice(NOTICES, TODAY.plusDays(10), NOW)).isTrue();
            assertThat(decide(competence)).isInstanceOf(Outcome.Accepted.class);
        }

        @Test
        void leavesALaterDecisionAlone() {
            awaitingSuccessor(certificate, renaming("Sulastri Ningsih"));
            Replacement former = certificate.replacement();
            certificate.takeBack(former);
            assertThat(certificate.takeBack(former)).isFalse();
            awaitingSuccessor(certificate, renaming("Sulastri Ningsih"));
            assertThat(certificate.takeBack(former)).isFalse();
            assertThat(certificate.awaitsSuccessor()).isTrue();
        }
    }

    private static AssessmentResult K() {
        return AssessmentResult.K;
    }

    private static Outcome<Certificate> decide(Certificate certificate) {
        return certificate.replace(
                renaming("Sulastri Ningsih"), null, LETTERHEAD, KEYS, TODAY, NOW);
    }

    private static Outcome<Certificate> refused(CertificateRule rule) {
        return Outcome.refused(rule);
    }
}
