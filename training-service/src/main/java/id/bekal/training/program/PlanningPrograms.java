package id.bekal.training.program;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.training.TrainingRule;
import id.bekal.training.agreement.AgreementTerms;
import id.bekal.training.agreement.Agreements;
import id.bekal.training.curriculum.Curricula;
import id.bekal.training.curriculum.CurriculumVersion;
import id.bekal.training.eligibility.EligibilityPolicies;
import id.bekal.training.eligibility.EligibilityPolicy;
import id.bekal.training.eligibility.PolicyId;
import id.bekal.training.eligibility.PolicyVersion;
import id.bekal.training.institution.Institutions;
import id.bekal.training.instructor.Instructors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Plans and opens programs, where the agreement covers them. */
@Component
public class PlanningPrograms {

    /** More JP than this on one day is no day of training: 24 hours are 32 JP. */
    private static final int MOST_HOURS_A_DAY = 16;

    /** What a provider asks for. */
    public record PlanProgram(
            ProgramId id,
            AgreementId agreement,
            InstitutionId provider,
            InstitutionId custodian,
            CurriculumId curriculum,
            @Nullable Integer curriculumVersion,
            @Nullable PolicyId policy,
            @Nullable InstitutionId certifier,
            Program.Plan plan) {}

    private final Programs programs;
    private final Agreements agreements;
    private final Curricula curricula;
    private final Instructors instructors;
    private final EligibilityPolicies policies;
    private final Institutions institutions;
    private final Clock clock;

    PlanningPrograms(
            Programs programs,
            Agreements agreements,
            Curricula curricula,
            Instructors instructors,
            EligibilityPolicies policies,
            Institutions institutions,
            Clock clock) {
        this.programs = programs;
        this.agreements = agreements;
        this.curricula = curricula;
        this.instructors = instructors;
        this.policies = policies;
        this.institutions = institutions;
        this.clock = clock;
    }

    public Outcome<Program> plan(PlanProgram command) {
        Optional<CurriculumVersion> curriculum = curriculum(command);
        if (curriculum.isEmpty()) {
            return Outcome.refused(
                    TrainingRule.CURRICULUM_UNKNOWN, "curriculum", command.curriculum());
        }
        Optional<PolicyVersion> policy = policy(command);
        if (policy.isEmpty()) {
            return Outcome.refused(TrainingRule.POLICY_UNKNOWN);
        }
        for (InstructorId instructor : command.plan().instructors()) {
            if (instructors
                    .find(instructor)
                    .filter(known -> known.provider().equals(command.provider()))
                    .isEmpty()) {
                return Outcome.refused(TrainingRule.INSTRUCTOR_UNKNOWN, "instructor", instructor);
            }
        }
        if (!isCertifierOrNone(command.certifier())) {
            return Outcome.refused(TrainingRule.NOT_A_CERTIFICATION_BODY);
        }
        LocalDate from = command.plan().from();
        LocalDate until = command.plan().until();
        long days = ChronoUnit.DAYS.between(from, until) + 1;
        int hours = curriculum.get().hours();
        if (hours > days * MOST_HOURS_A_DAY) {
            return Outcome.refused(
                    TrainingRule.PERIOD_TOO_SHORT_FOR_HOURS, "hours", hours, "days", days);
        }
        return covering(
                        command.agreement(),
                        command.provider(),
                        command.custodian(),
                        curriculum.get().field(),
                        from,
                        until)
                .map(
                        terms ->
                                programs.save(
                                        new Program(
                                                command.id(),
                                                command.agreement(),
                                                command.provider(),
                                                command.custodian(),
                                                terms.overseers(),
                                                curriculum.get(),
                                                policy.get(),
                                                command.certifier(),
                                                command.plan(),
                                                clock.instant())));
    }

    public Outcome<Program> open(ProgramId id, InstitutionId provider) {
        return Changes.change(
                programs,
                id,
                program -> program.provider().equals(provider),
                program -> covering(program).then(terms -> program.open(clock.instant())));
    }

    /** The provider names who tests the candidates. */
    public Outcome<Program> nameCertifier(
            ProgramId id, InstitutionId provider, @Nullable InstitutionId certifier) {
        return Changes.change(
                programs,
                id,
                program -> program.provider().equals(provider),
                program ->
                        isCertifierOrNone(certifier)
                                ? program.nameCertifier(certifier)
                                : Outcome.refused(TrainingRule.NOT_A_CERTIFICATION_BODY));
    }

    private boolean isCertifierOrNone(@Nullable InstitutionId certifier) {
        return certifier == null || institutions.isCertificationBody(certifier);
    }

    /** The agreement, if it covers the program still. */
    Outcome<AgreementTerms> covering(Program program) {
        return covering(
                program.agreement(),
                program.provider(),
                program.custodian(),
                program.curriculum().field(),
                program.plan().from(),
                program.plan().until());
    }

    /** The agreement, if it is in force: places of its quota were taken before. */
    Outcome<AgreementTerms> inForce(Program program) {
        return agreements
                .find(program.agreement())
                .<Outcome<AgreementTerms>>map(AgreementTerms::inForce)
                .orElseGet(() -> Outcome.refused(TrainingRule.AGREEMENT_UNKNOWN));
    }

    private Outcome<AgreementTerms> covering(
            AgreementId agreement,
            InstitutionId provider,
            InstitutionId custodian,
            String field,
            LocalDate from,
            LocalDate until) {
        return agreements
                .find(agreement)
                .map(terms -> terms.covers(provider, custodian, field, from, until))
                .orElseGet(
                        () ->
                                Outcome.refused(
                                        TrainingRule.AGREEMENT_UNKNOWN, "agreement", agreement));
    }

    private Optional<CurriculumVersion> curriculum(PlanProgram command) {
        Integer version = command.curriculumVersion();
        return curricula
                .find(command.curriculum())
                .filter(curriculum -> curriculum.provider().equals(command.provider()))
                .flatMap(
                        curriculum ->
                                version == null
                                        ? Optional.of(curriculum.latest())
                                        : curriculum.version(version));
    }

    private Optional<PolicyVersion> policy(PlanProgram command) {
        PolicyId chosen = command.policy();
        if (chosen == null) {
            return Optional.of(PolicyVersion.STANDARD);
        }
        return policies.find(chosen)
                .filter(
                        policy ->
                                policy.owner().equals(command.provider())
                                        || policy.owner().equals(command.custodian()))
                .map(EligibilityPolicy::latest);
    }
}
