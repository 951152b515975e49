package id.bekal.training.program;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;
import static id.bekal.training.program.ProgramFixture.ANI;
import static id.bekal.training.program.ProgramFixture.AT;
import static id.bekal.training.program.ProgramFixture.BUDI;
import static id.bekal.training.program.ProgramFixture.CITRA;
import static id.bekal.training.program.ProgramFixture.FROM;
import static id.bekal.training.program.ProgramFixture.UNIT_1;
import static id.bekal.training.program.ProgramFixture.UNTIL;
import static id.bekal.training.program.ProgramFixture.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.UnitAssessed;
import id.bekal.training.TrainingRule;
import id.bekal.training.eligibility.PolicyVersion;
import id.bekal.training.learner.Requested;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

class ProgramTests {

    private static Requested asked(String by) {
        return new Requested(by, "why", AT);
    }

    @Nested
    class Opening {

        @Test
        void happensOnceFromPlanned() {
            Program program = accepted(ProgramFixture.planned(2).open(AT));
            assertThat(program.state()).isEqualTo(ProgramState.OPEN);
            assertRefused(program.open(AT), TrainingRule.NOT_PLANNED);
        }
    }

    @Nested
    class Proposing {

        @Test
        void isRefusedUnlessOpen() {
            assertRefused(
                    ProgramFixture.planned(2).propose(ANI, verdict(true), AT),
                    TrainingRule.NOT_OPEN);
            assertRefused(
                    ProgramFixture.running(BUDI).propose(ANI, verdict(true), AT),
                    TrainingRule.NOT_OPEN);
        }

        @Test
        void isRefusedWhileAnEnrolmentIsOpenAndAllowedAfterItEnded() {
            Program program = ProgramFixture.enrolled(ProgramFixture.open(2), ANI);
            assertRefused(program.propose(ANI, verdict(true), AT), TrainingRule.ALREADY_ENROLLED);
            accepted(program.withdraw(ANI, "OWN_WISH", FROM, AT));
            accepted(program.propose(ANI, verdict(true), AT));
            assertThat(program.enrolments()).hasSize(1);
        }

        @Test
        void followsTheVerdicts() {
            Program program = ProgramFixture.open(2);
            accepted(program.propose(ANI, verdict(true), AT));
            accepted(program.propose(BUDI, verdict(false), AT));
            assertThat(state(program, ANI)).isEqualTo(EnrolmentState.ELIGIBLE);
            assertThat(state(program, BUDI)).isEqualTo(EnrolmentState.INELIGIBLE);
        }

        @Test
        void approvesAtOnceWhereThePolicyNeedsNoApproval() {
            PolicyVersion policy = new PolicyVersion("p", 1, List.of(), false);
            Program program = accepted(ProgramFixture.planned(2, policy).open(AT));
            accepted(program.propose(ANI, verdict(true), AT));
            accepted(program.propose(BUDI, verdict(false), AT));
            assertThat(state(program, ANI)).isEqualTo(EnrolmentState.APPROVED);
            accepted(program.requestOverride(BUDI, asked("officer")));
            accepted(program.override(BUDI, "Kasi Binadik", "head", AT));
            assertThat(state(program, BUDI)).isEqualTo(EnrolmentState.APPROVED);
        }
    }

    @Nested
    class Deciding {

        @Test
        void needsAnEligibleEnrolment() {
            Program program = ProgramFixture.open(2);
            assertRefused(program.decide(ANI, true, "TPP", null, AT), TrainingRule.NOT_ENROLLED);
            accepted(program.propose(ANI, verdict(false), AT));
            assertRefused(program.decide(ANI, true, "TPP", null, AT), TrainingRule.NOT_ELIGIBLE);
            accepted(program.requestOverride(ANI, asked("officer")));
            accepted(program.override(ANI, "Kasi Binadik", "head", AT));
            accepted(program.decide(ANI, true, "TPP", null, AT));
            assertRefused(program.decide(ANI, true, "TPP", null, AT), TrainingRule.NOT_ELIGIBLE);
        }

        @Test
        void mayReject() {
            Program program = ProgramFixture.open(2);
            accepted(program.propose(ANI, verdict(true), AT));
            accepted(program.decide(ANI, false, "TPP", "risk", AT));
            assertThat(state(program, ANI)).isEqualTo(EnrolmentState.REJECTED);
            assertThat(program.nextForASeat()).isEmpty();
        }

        @Test
        void overridesOnlyWhatIsIneligible() {
            Program program = ProgramFixture.open(2);
            accepted(program.propose(ANI, verdict(true), AT));
            assertRefused(
                    program.requestOverride(ANI, asked("officer")), TrainingRule.NOT_INELIGIBLE);
            assertRefused(
                    program.override(ANI, "Kasi Binadik", "head", AT), TrainingRule.NOT_INELIGIBLE);
        }

        @Test
        void overridesOnTheWordOfTwo() {
            Program program = ProgramFixture.open(2);
            accepted(program.propose(ANI, verdict(false), AT));
            assertRefused(
                    program.override(ANI, "Kasi Binadik", "head", AT),
                    TrainingRule.NOTHING_REQUESTED);
            accepted(program.requestOverride(ANI, asked("officer")));
            assertThat(state(program, ANI)).isEqualTo(EnrolmentState.INELIGIBLE);
            assertRefused(
                    program.override(ANI, "Kasi Binadik", "officer", AT),
                    TrainingRule.SECOND_PERSON_NEEDED);
            accepted(program.override(ANI, "Kasi Binadik", "head", AT));
            assertThat(program.enrolment(ANI).orElseThrow().override())
                    .isEqualTo(new Enrolment.Decision("Kasi Binadik", "why", AT));
        }
    }

    @Nested
    class DecidingLate {

        @Test
        void isRefusedOnceTheClassRuns() {
            Program program = ProgramFixture.enrolled(ProgramFixture.open(20), ANI);
            accepted(program.propose(BUDI, verdict(true), AT));
            accepted(program.start(FROM, AT));
            assertRefused(program.decide(BUDI, true, "TPP", null, AT), TrainingRule.NOT_OPEN);
        }
    }

    @Nested
    class Seating {

        @Test
        void stopsAtTheCapacityAndSeatsInTheOrderOfApproval() {
            Program program = ProgramFixture.enrolled(ProgramFixture.open(2), ANI, BUDI, CITRA);
            assertThat(program.seatsTaken()).isEqualTo(2);
            assertThat(state(program, CITRA)).isEqualTo(EnrolmentState.APPROVED);
            accepted(program.withdraw(ANI, "ILLNESS", FROM, AT));
            assertThat(program.nextForASeat()).contains(CITRA);
        }

        @Test
        void tellsHowManySeatsAreTaken() {
            Program program = ProgramFixture.enrolled(ProgramFixture.open(2), ANI, BUDI);
            assertThat(program.recorded()).contains(new LearnerEnrolled(program.id(), BUDI, 2));
        }

        @Test
        void giveNoSeatOnceTheClassRuns() {
            Program program = ProgramFixture.enrolled(ProgramFixture.open(1), ANI, BUDI);
            accepted(program.start(FROM, AT));
            accepted(program.withdraw(ANI, "ILLNESS", FROM, AT));
            assertThat(program.nextForASeat()).isEmpty();
        }
    }

    @Nested
    class Quota {

        @Test
        void countsWhoHasASeatOrBeganTheClass() {
            Program program = ProgramFixture.enrolled(ProgramFixture.open(2), ANI, BUDI, CITRA);
            assertThat(program.quotaTakers()).containsExactlyInAnyOrder(ANI, BUDI);
            accepted(program.withdraw(BUDI, "ILLNESS", FROM, AT));
            assertThat(program.quotaTakers()).containsExactly(ANI);
            accepted(program.start(FROM, AT));
            accepted(program.withdraw(ANI, "ILLNESS", FROM, AT));
            assertThat(program.quotaTakers()).containsExactly(ANI);
        }

        @Test
        void isFreedByAProgramThatNeverBegan() {
            Program program = ProgramFixture.enrolled(ProgramFixture.open(2), ANI);
            accepted(program.cancel("NO_BUDGET", FROM, AT));
            assertThat(program.quotaTakers()).isEmpty();
        }
    }

    @Nested
    class Starting {

        @Test
        void needsSomebodyAndADayOfThePeriod() {
            assertRefused(ProgramFixture.open(2).start(FROM, AT), TrainingRule.NOBODY_ENROLLED);
            assertRefused(ProgramFixture.planned(2).start(FROM, AT), TrainingRule.NOT_OPEN);
            assertRefused(enrolled().start(FROM.minusDays(1), AT), TrainingRule.OUTSIDE_THE_PERIOD);
            assertRefused(enrolled().start(UNTIL.plusDays(1), AT), TrainingRule.OUTSIDE_THE_PERIOD);
            accepted(enrolled().start(FROM, AT));
            accepted(enrolled().start(UNTIL, AT));
        }

        private Program enrolled() {
            return ProgramFixture.enrolled(ProgramFixture.open(2), ANI);
        }
    }

    @Nested
    class Sessions {

        @Test
        void areHeldFromTheStartToTheEndWhileRunning() {
            Program program = ProgramFixture.running(ANI);
            accepted(program.mayHoldSession(FROM));
            accepted(program.mayHoldSession(UNTIL));
            assertRefused(
                    program.mayHoldSession(FROM.minusDays(1)), TrainingRule.OUTSIDE_THE_PERIOD);
            assertRefused(
                    program.mayHoldSession(UNTIL.plusDays(1)), TrainingRule.OUTSIDE_THE_PERIOD);
            assertRefused(
                    ProgramFixture.assessing(ANI).mayHoldSession(FROM), TrainingRule.NOT_RUNNING);
        }

        @Test
        void restWhileThePauseLasts() {
            Program program = ProgramFixture.running(ANI);
            assertThat(program.pause("RULE", AT)).isTrue();
            assertThat(program.pause("RULE", AT)).isFalse();
            assertRefused(program.mayHoldSession(FROM), TrainingRule.PAUSED);
            assertThat(program.resume(AT)).isTrue();
            assertThat(program.resume(AT)).isFalse();
            accepted(program.mayHoldSession(FROM));
        }
    }

    @Nested
    class Leaving {

        @Test
        void endsASeatOnce() {
            Program program = ProgramFixture.running(ANI);
            assertRefused(
                    program.leave(BUDI, EnrolmentState.TRANSFERRED, "TRANSFER", FROM),
                    TrainingRule.NOT_ENROLLED);
            accepted(program.leave(ANI, EnrolmentState.TRANSFERRED, "TRANSFER", FROM));
            assertRefused(
                    program.leave(ANI, EnrolmentState.RELEASED_EARLY, "PB", FROM),
                    TrainingRule.SEAT_ENDED_ALREADY);
        }

        @Test
        void leavesTheLastDayToTheLearner() {
            Program program = ProgramFixture.running(ANI);
            accepted(program.leave(ANI, EnrolmentState.RELEASED_EARLY, "PB", FROM.plusDays(11)));
            Enrolment seat = program.enrolment(ANI).orElseThrow();
            assertThat(seat.satOn(FROM.plusDays(11))).isTrue();
            assertThat(seat.satOn(FROM.plusDays(12))).isFalse();
            assertThat(seat.satOn(FROM.minusDays(1))).isFalse();
        }
    }

    @Nested
    class Assessing {

        @Test
        void repeatsBkAndKeepsK() {
            Program program = ProgramFixture.running(ANI);
            accepted(program.assess(ANI, UNIT_1, AssessmentResult.BK, "A", FROM, AT));
            accepted(program.assess(ANI, UNIT_1, AssessmentResult.K, "A", FROM, AT));
            assertRefused(
                    program.assess(ANI, UNIT_1, AssessmentResult.BK, "A", FROM, AT),
                    TrainingRule.ASSESSED_COMPETENT_ALREADY);
            assertThat(program.recorded())
                    .contains(new UnitAssessed(program.id(), ANI, UNIT_1, AssessmentResult.K, 2));
        }

        @Test
        void needsAUnitOfTheCurriculumASeatAndAClass() {
            Program program = ProgramFixture.running(ANI);
            assertRefused(
                    program.assess(ANI, "unit-9", AssessmentResult.K, "A", FROM, AT),
                    TrainingRule.UNIT_UNKNOWN);
            assertRefused(
                    program.assess(BUDI, UNIT_1, AssessmentResult.K, "A", FROM, AT),
                    TrainingRule.HAS_NO_SEAT_THAT_DAY);
            assertRefused(
                    program.assess(ANI, UNIT_1, AssessmentResult.K, "A", FROM.minusDays(1), AT),
                    TrainingRule.HAS_NO_SEAT_THAT_DAY);
            assertRefused(
                    ProgramFixture.enrolled(ProgramFixture.open(2), ANI)
                            .assess(ANI, UNIT_1, AssessmentResult.K, "A", FROM, AT),
                    TrainingRule.NOT_RUNNING);
        }
    }

    @Nested
    class Ending {

        @Test
        void isReachedThroughFinalAssessmentOnly() {
            assertRefused(ProgramFixture.running(ANI).mayComplete(), TrainingRule.NOT_ASSESSING);
            accepted(ProgramFixture.assessing(ANI).mayComplete());
            assertRefused(
                    ProgramFixture.assessing(ANI).beginFinalAssessment(), TrainingRule.NOT_RUNNING);
        }

        @Test
        void happensOnce() {
            Program program = ProgramFixture.running(ANI);
            accepted(program.cancel("NO_BUDGET", FROM, AT));
            assertRefused(program.cancel("NO_BUDGET", FROM, AT), TrainingRule.ENDED_ALREADY);
            assertRefused(program.mayComplete(), TrainingRule.ENDED_ALREADY);
            assertRefused(program.withdraw(ANI, "ILLNESS", FROM, AT), TrainingRule.ENDED_ALREADY);
            assertThat(program.pause("RULE", AT)).isFalse();
            assertThat(state(program, ANI)).isEqualTo(EnrolmentState.WITHDRAWN);
        }
    }

    @Test
    void isSeenByProviderCustodianAndOverseersOnly() {
        Program program = ProgramFixture.open(2);
        for (String institution : List.of("blk", "lapas", "kanwil")) {
            assertThat(program.isSeenBy(new InstitutionId(institution))).isTrue();
        }
        assertThat(program.isSeenBy(new InstitutionId("stranger"))).isFalse();
    }

    private static EnrolmentState state(Program program, id.bekal.contracts.LearnerId learner) {
        return program.enrolment(learner).orElseThrow().state();
    }

    @Nested
    class Candidates {

        @Test
        void sitInTheClassOrCompletedItUntilTheDay() {
            Program program = ProgramFixture.running(ANI, BUDI);
            accepted(program.leave(BUDI, EnrolmentState.TRANSFERRED, "TRANSFER", FROM));
            assertThat(program.candidates(FROM))
                    .extracting(Enrolment::learner)
                    .containsExactly(ANI);
            accepted(program.cancel("AGREEMENT_NOT_IN_FORCE", FROM, AT));
            assertThat(program.candidates(FROM.plusDays(1))).isEmpty();
        }
    }

    @Nested
    class Relations {

        @Test
        void areThoseOfEachPartAndNoneOfStrangers() {
            Program program = ProgramFixture.planned(2);
            assertThat(program.relationsOf(new InstitutionId("blk")))
                    .containsExactly(Relation.PROVIDER);
            assertThat(program.relationsOf(new InstitutionId("lapas")))
                    .containsExactly(Relation.CUSTODIAN);
            assertThat(program.relationsOf(new InstitutionId("kanwil")))
                    .containsExactly(Relation.REGION);
            assertThat(program.relationsOf(new InstitutionId("lsp"))).isEmpty();
            accepted(program.nameCertifier(new InstitutionId("lsp")));
            assertThat(program.relationsOf(new InstitutionId("lsp")))
                    .containsExactly(Relation.CERTIFIER);
            accepted(program.nameCertifier(null));
            assertThat(program.relationsOf(new InstitutionId("lsp"))).isEmpty();
        }
    }
}
