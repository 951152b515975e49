package id.bekal.training.program.web;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.training.curriculum.CurriculumVersion;
import id.bekal.training.eligibility.PolicyVersion;
import id.bekal.training.program.Enrolment;
import id.bekal.training.program.EnrolmentState;
import id.bekal.training.program.Program;
import id.bekal.training.program.ProgramState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A program as provider, custodian and overseers see it: learners by pseudonym. */
record ProgramView(
        ProgramId id,
        ProgramState state,
        AgreementId agreement,
        InstitutionId provider,
        InstitutionId custodian,
        CurriculumVersion curriculum,
        PolicyVersion policy,
        Program.Plan plan,
        @Nullable String pausedBecause,
        @Nullable String cancelledBecause,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate endedOn,
        int seatsTaken,
        int waiting,
        List<EnrolmentView> enrolments) {

    record EnrolmentView(
            LearnerId learner,
            EnrolmentState state,
            List<PolicyVersion.Verdict> verdicts,
            Enrolment.@Nullable Decision override,
            Enrolment.@Nullable Decision approval,
            @Nullable Instant waitingSince,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable String endReason,
            List<Enrolment.Assessment> assessments,
            Enrolment.@Nullable Result result) {

        static EnrolmentView of(Enrolment enrolment) {
            return new EnrolmentView(
                    enrolment.learner(),
                    enrolment.state(),
                    enrolment.verdicts(),
                    enrolment.override(),
                    enrolment.approval(),
                    enrolment.waitingSince(),
                    enrolment.startedOn(),
                    enrolment.endedOn(),
                    enrolment.endReason(),
                    enrolment.assessments(),
                    enrolment.result());
        }
    }

    static ProgramView of(Program program) {
        List<Enrolment> enrolments = program.enrolments();
        return new ProgramView(
                program.id(),
                program.state(),
                program.agreement(),
                program.provider(),
                program.custodian(),
                program.curriculum(),
                program.policy(),
                program.plan(),
                program.pausedBecause(),
                program.cancelledBecause(),
                program.startedOn(),
                program.endedOn(),
                program.seatsTaken(),
                (int) enrolments.stream().filter(e -> e.state() == EnrolmentState.APPROVED).count(),
                enrolments.stream().map(EnrolmentView::of).toList());
    }
}
