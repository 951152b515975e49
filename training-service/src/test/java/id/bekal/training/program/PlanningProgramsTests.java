package id.bekal.training.program;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.returnsFirstArg;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.Outcome;
import id.bekal.training.TrainingRule;
import id.bekal.training.agreement.AgreementTerms;
import id.bekal.training.agreement.Agreements;
import id.bekal.training.curriculum.Curricula;
import id.bekal.training.curriculum.Curriculum;
import id.bekal.training.curriculum.Unit;
import id.bekal.training.eligibility.EligibilityPolicies;
import id.bekal.training.eligibility.EligibilityPolicy;
import id.bekal.training.eligibility.PolicyId;
import id.bekal.training.institution.Institutions;
import id.bekal.training.instructor.Instructor;
import id.bekal.training.instructor.Instructors;
import id.bekal.training.program.PlanningPrograms.PlanProgram;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class PlanningProgramsTests {

    private static final LocalDate FROM = ProgramFixture.FROM;
    private static final InstitutionId BLK = new InstitutionId("blk");
    private static final InstitutionId LAPAS = new InstitutionId("lapas");
    private static final InstitutionId LSP = new InstitutionId("lsp");
    private static final AgreementId AGREEMENT = new AgreementId("pks");
    private static final CurriculumId CURRICULUM = new CurriculumId("curriculum");
    private static final PolicyId POLICY = new PolicyId("policy");
    private static final InstructorId INSTRUCTOR = new InstructorId("instructor");

    private final Programs programs = mock();
    private final Agreements agreements = mock();
    private final Curricula curricula = mock();
    private final Instructors instructors = mock();
    private final EligibilityPolicies policies = mock();
    private final Institutions institutions = mock();
    private final AgreementTerms terms = mock();
    private final PlanningPrograms planning =
            new PlanningPrograms(
                    programs,
                    agreements,
                    curricula,
                    instructors,
                    policies,
                    institutions,
                    Clock.fixed(ProgramFixture.AT, ZoneOffset.UTC));

    @BeforeEach
    void know() {
        when(programs.save(any())).then(returnsFirstArg());
        when(agreements.find(AGREEMENT)).thenReturn(Optional.of(terms));
        when(terms.covers(any(), any(), any(), any(), any())).thenReturn(Outcome.accepted(terms));
        when(terms.inForce()).thenReturn(Outcome.accepted(terms));
        when(curricula.find(CURRICULUM)).thenReturn(Optional.of(curriculum(BLK, 32)));
        when(institutions.isCertificationBody(LSP)).thenReturn(true);
    }

    private static Curriculum curriculum(InstitutionId provider, int hours) {
        return new Curriculum(CURRICULUM, provider)
                .revise(
                        "welding",
                        "Las",
                        null,
                        80,
                        List.of(new Unit("unit", null, "Persiapan", null, hours)));
    }

    private static PlanProgram command(
            AgreementId agreement,
            @Nullable Integer version,
            @Nullable PolicyId policy,
            @Nullable InstitutionId certifier,
            int days,
            InstructorId... teachers) {
        return new PlanProgram(
                new ProgramId("program"),
                agreement,
                BLK,
                LAPAS,
                CURRICULUM,
                version,
                policy,
                certifier,
                new Program.Plan(
                        FROM,
                        FROM.plusDays(days - 1),
                        20,
                        DeliveryMode.AT_PRISON,
                        null,
                        List.of(teachers)));
    }

    @Nested
    class Planning {

        @Test
        void followsACurriculumOfTheProvidersInAVersionThereIs() {
            assertThat(accepted(planned(null)).curriculum().version()).isEqualTo(1);
            accepted(planned(1));
            assertRefused(planned(2), TrainingRule.CURRICULUM_UNKNOWN);
            when(curricula.find(CURRICULUM)).thenReturn(Optional.of(curriculum(LAPAS, 32)));
            assertRefused(planned(null), TrainingRule.CURRICULUM_UNKNOWN);
            when(curricula.find(CURRICULUM)).thenReturn(Optional.empty());
            assertRefused(planned(null), TrainingRule.CURRICULUM_UNKNOWN);
        }

        private Outcome<Program> planned(@Nullable Integer version) {
            return planning.plan(command(AGREEMENT, version, null, null, 2));
        }

        @Test
        void appliesAPolicyOfTheProvidersOrTheCustodians() {
            PlanProgram command = command(AGREEMENT, null, POLICY, null, 2);

            assertRefused(planning.plan(command), TrainingRule.POLICY_UNKNOWN);
            ownPolicy(LSP);
            assertRefused(planning.plan(command), TrainingRule.POLICY_UNKNOWN);
            ownPolicy(BLK);
            assertThat(accepted(planning.plan(command)).policy().policy()).isEqualTo("policy");
            ownPolicy(LAPAS);
            accepted(planning.plan(command));
        }

        private void ownPolicy(InstitutionId owner) {
            when(policies.find(POLICY))
                    .thenReturn(
                            Optional.of(
                                    new EligibilityPolicy(POLICY, owner, "Kebijakan")
                                            .revise(List.of(), true)));
        }

        @Test
        void namesInstructorsOfTheProviders() {
            PlanProgram command = command(AGREEMENT, null, null, null, 2, INSTRUCTOR);

            assertRefused(planning.plan(command), TrainingRule.INSTRUCTOR_UNKNOWN);
            know(LAPAS);
            assertRefused(planning.plan(command), TrainingRule.INSTRUCTOR_UNKNOWN);
            know(BLK);
            accepted(planning.plan(command));
        }

        private void know(InstitutionId provider) {
            when(instructors.find(INSTRUCTOR))
                    .thenReturn(
                            Optional.of(
                                    new Instructor(INSTRUCTOR, provider, "Nama Uji", List.of())));
        }

        @Test
        void namesACertificationBodyOrNone() {
            accepted(planning.plan(command(AGREEMENT, null, null, null, 2)));
            accepted(planning.plan(command(AGREEMENT, null, null, LSP, 2)));
            assertRefused(
                    planning.plan(command(AGREEMENT, null, null, LAPAS, 2)),
                    TrainingRule.NOT_A_CERTIFICATION_BODY);
        }

        @Test
        void needsADayForEverySixteenHours() {
            assertRefused(
                    planning.plan(command(AGREEMENT, null, null, null, 1)),
                    TrainingRule.PERIOD_TOO_SHORT_FOR_HOURS);
            accepted(planning.plan(command(AGREEMENT, null, null, null, 2)));
            when(curricula.find(CURRICULUM)).thenReturn(Optional.of(curriculum(BLK, 33)));
            assertRefused(
                    planning.plan(command(AGREEMENT, null, null, null, 2)),
                    TrainingRule.PERIOD_TOO_SHORT_FOR_HOURS);
        }

        @Test
        void isRefusedUnderAnAgreementThatWasNotHeardOf() {
            assertRefused(
                    planning.plan(command(new AgreementId("other"), null, null, null, 2)),
                    TrainingRule.AGREEMENT_UNKNOWN);
        }
    }

    @Test
    void startsNothingUnderAnAgreementThatWasNotHeardOf() {
        Program program = ProgramFixture.open(20);

        accepted(planning.inForce(program));
        when(agreements.find(AGREEMENT)).thenReturn(Optional.empty());
        assertRefused(planning.inForce(program), TrainingRule.AGREEMENT_UNKNOWN);
    }

    @Test
    void namesACertifierThatIsACertificationBodyUntilTheProgramEnds() {
        Program program = ProgramFixture.open(20);
        when(programs.find(program.id())).thenReturn(Optional.of(program));

        assertRefused(
                planning.nameCertifier(program.id(), BLK, LAPAS),
                TrainingRule.NOT_A_CERTIFICATION_BODY);
        accepted(planning.nameCertifier(program.id(), BLK, LSP));
        accepted(planning.nameCertifier(program.id(), BLK, null));
        accepted(program.cancel("why", FROM, ProgramFixture.AT));
        assertRefused(planning.nameCertifier(program.id(), BLK, LSP), TrainingRule.ENDED_ALREADY);
    }
}
