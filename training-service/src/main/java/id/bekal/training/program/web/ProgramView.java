package id.bekal.training.program.web;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Relation;
import id.bekal.training.curriculum.CurriculumVersion;
import id.bekal.training.eligibility.PolicyVersion;
import id.bekal.training.learner.Requested;
import id.bekal.training.program.Enrolment;
import id.bekal.training.program.EnrolmentState;
import id.bekal.training.program.Program;
import id.bekal.training.program.ProgramState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A program as far as the caller's relation to it lets see: the custodian all of it; the provider
 * who sits or sat in the class, without what concerns custody; a certification body and the
 * regional authority how many there are, and no one.
 *
 * @param learners how many enrolments there are in each state
 * @param enrolments null for who may only count
 */
record ProgramView(
        ProgramId id,
        ProgramState state,
        AgreementId agreement,
        InstitutionId provider,
        InstitutionId custodian,
        @Nullable InstitutionId certifier,
        CurriculumVersion curriculum,
        PolicyVersion policy,
        Program.Plan plan,
        @Nullable String pausedBecause,
        @Nullable String cancelledBecause,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate endedOn,
        int seatsTaken,
        int waiting,
        Map<String, Long> learners,
        @Nullable List<EnrolmentView> enrolments) {

    /** Where an enrolment stands, told to the provider: that someone left, not where to. */
    private static final String LEFT = "LEFT";

    /** Fields about custody and its decisions are the custodian's alone, and null for others. */
    record EnrolmentView(
            LearnerId learner,
            String state,
            @Nullable List<PolicyVersion.Verdict> verdicts,
            @Nullable Requested overrideRequested,
            Enrolment.@Nullable Decision override,
            Enrolment.@Nullable Decision approval,
            @Nullable Instant waitingSince,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable String endReason,
            List<Enrolment.Assessment> assessments,
            Enrolment.@Nullable Result result) {

        static EnrolmentView of(Enrolment enrolment, Set<Relation> relations) {
            return relations.contains(Relation.CUSTODIAN)
                    ? forCustodian(enrolment)
                    : forProvider(enrolment);
        }

        private static EnrolmentView forCustodian(Enrolment enrolment) {
            return new EnrolmentView(
                    enrolment.learner(),
                    enrolment.state().name(),
                    enrolment.verdicts(),
                    enrolment.overrideRequested(),
                    enrolment.override(),
                    enrolment.approval(),
                    enrolment.waitingSince(),
                    enrolment.startedOn(),
                    enrolment.endedOn(),
                    enrolment.endReason(),
                    enrolment.assessments(),
                    enrolment.result());
        }

        private static EnrolmentView forProvider(Enrolment enrolment) {
            return new EnrolmentView(
                    enrolment.learner(),
                    told(enrolment.state()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    enrolment.startedOn(),
                    enrolment.endedOn(),
                    null,
                    enrolment.assessments(),
                    enrolment.result());
        }
    }

    /** Whether the provider sees the enrolment: who has or had a seat, and not who was proposed. */
    static boolean concernsProvider(Enrolment enrolment) {
        return enrolment.everSat() || enrolment.state() == EnrolmentState.ENROLLED;
    }

    private static String told(EnrolmentState state) {
        return switch (state) {
            case TRANSFERRED, RELEASED_EARLY, WITHDRAWN -> LEFT;
            default -> state.name();
        };
    }

    /** As an institution may see it. */
    static ProgramView of(Program program, InstitutionId institution) {
        Set<Relation> relations = program.relationsOf(institution);
        boolean custodian = relations.contains(Relation.CUSTODIAN);
        boolean provider = relations.contains(Relation.PROVIDER);
        List<Enrolment> enrolments = program.enrolments();
        return new ProgramView(
                program.id(),
                program.state(),
                program.agreement(),
                program.provider(),
                program.custodian(),
                program.certifier(),
                program.curriculum(),
                program.policy(),
                program.plan(),
                program.pausedBecause(),
                program.cancelledBecause(),
                program.startedOn(),
                program.endedOn(),
                program.seatsTaken(),
                (int) enrolments.stream().filter(e -> e.state() == EnrolmentState.APPROVED).count(),
                enrolments.stream()
                        .map(e -> custodian ? e.state().name() : told(e.state()))
                        .collect(
                                Collectors.groupingBy(
                                        state -> state, TreeMap::new, Collectors.counting())),
                custodian || provider
                        ? enrolments.stream()
                                .filter(e -> custodian || concernsProvider(e))
                                .map(e -> EnrolmentView.of(e, relations))
                                .toList()
                        : null);
    }
}
