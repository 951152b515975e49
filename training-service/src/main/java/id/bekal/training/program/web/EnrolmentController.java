package id.bekal.training.program.web;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Relation;
import id.bekal.platform.Outcome;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.NotFoundException;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerVault;
import id.bekal.training.learner.Learners;
import id.bekal.training.program.EnrollingLearners;
import id.bekal.training.program.Enrolment;
import id.bekal.training.program.EnrolmentState;
import id.bekal.training.program.Program;
import id.bekal.training.program.Programs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who sits in a class, as the custodian decides. */
@RestController
@RequestMapping("/api/programs/{id}/enrolments")
@Tag(name = "enrolments")
class EnrolmentController {

    record ProposalRequest(@NotNull LearnerId learner) {}

    record OverrideRequest(@NotBlank @Size(max = 500) String reason) {}

    record OverrideConfirmation(@NotBlank @Size(max = 200) String officer) {}

    record ApprovalRequest(
            @NotNull Boolean approved,
            @NotBlank @Size(max = 200) String officer,
            @Nullable @Size(max = 500) String reason) {}

    record WithdrawalRequest(
            @NotBlank @Pattern(regexp = "[A-Z_]{2,40}") String reason, @Nullable LocalDate on) {}

    /**
     * A seat with the name of who sits in it, for those who teach and hold the class. Of a child
     * the provider sees initials.
     */
    record SeatView(LearnerId learner, @Nullable String name, EnrolmentState state) {}

    private final EnrollingLearners enrolling;
    private final Programs programs;
    private final Learners learners;
    private final LearnerVault vault;
    private final AccessLog accessLog;
    private final Answers answers;

    EnrolmentController(
            EnrollingLearners enrolling,
            Programs programs,
            Learners learners,
            LearnerVault vault,
            AccessLog accessLog,
            Answers answers) {
        this.enrolling = enrolling;
        this.programs = programs;
        this.learners = learners;
        this.vault = vault;
        this.accessLog = accessLog;
        this.answers = answers;
    }

    @PostMapping
    @Allowed(Action.ENROLMENT_PROPOSE)
    @Operation(summary = "Propose a learner; the eligibility policy judges at once")
    ResponseEntity<?> propose(
            @PathVariable ProgramId id,
            @Valid @RequestBody ProposalRequest request,
            Caller caller) {
        return answers.created(
                enrolling.propose(id, caller.institution(), request.learner()),
                program -> "/api/programs/" + id + "/enrolments/" + request.learner(),
                program -> view(program, request.learner(), caller));
    }

    @GetMapping
    @Allowed(Action.CLASS_READ)
    @Operation(summary = "The class by name, for its provider and its custodian")
    List<SeatView> list(@PathVariable ProgramId id, Caller caller) {
        Program program = programs.find(id).orElseThrow(NotFoundException::new);
        boolean holds = program.custodian().equals(caller.institution());
        List<Enrolment> shown =
                program.enrolments().stream()
                        .filter(enrolment -> holds || isInClass(enrolment))
                        .toList();
        List<LearnerId> ids = shown.stream().map(Enrolment::learner).toList();
        Map<LearnerId, Learner> known = learners.all(ids);
        accessLog.record(caller, Action.CLASS_READ, ids);
        return shown.stream()
                .map(
                        enrolment ->
                                new SeatView(
                                        enrolment.learner(),
                                        name(known.get(enrolment.learner()), holds),
                                        enrolment.state()))
                .toList();
    }

    /** None of who was erased, or moved to another custodian than the class has. */
    private @Nullable String name(@Nullable Learner learner, boolean holds) {
        if (learner == null) {
            return null;
        }
        return vault.identity(learner)
                .map(
                        identity ->
                                learner.isJuvenile() && !holds
                                        ? identity.initials()
                                        : identity.name())
                .orElse(null);
    }

    /** A provider sees names only while they sit in its class. */
    private static boolean isInClass(Enrolment enrolment) {
        return enrolment.state() == EnrolmentState.ENROLLED
                || enrolment.state() == EnrolmentState.ACTIVE;
    }

    @GetMapping("/{learner}")
    @Allowed(Action.ENROLMENT_READ)
    ResponseEntity<?> read(
            @PathVariable ProgramId id, @PathVariable LearnerId learner, Caller caller) {
        Program program =
                programs.find(id)
                        .filter(known -> known.isSeenBy(caller.institution()))
                        .orElseThrow(NotFoundException::new);
        return answers.ok(program, known -> view(known, learner, caller));
    }

    @PostMapping("/{learner}/override")
    @Allowed(Action.ENROLMENT_OVERRIDE)
    @Operation(summary = "Ask that the policy's verdict be overridden; a second person confirms")
    ResponseEntity<?> requestOverride(
            @PathVariable ProgramId id,
            @PathVariable LearnerId learner,
            @Valid @RequestBody OverrideRequest request,
            Caller caller) {
        return answer(
                enrolling.requestOverride(
                        id, caller.institution(), learner, caller.subject(), request.reason()),
                learner,
                caller);
    }

    @PostMapping("/{learner}/override/confirmation")
    @Allowed(Action.ENROLMENT_OVERRIDE_CONFIRM)
    @Operation(summary = "A named officer, another than who asked, overrides the verdict")
    ResponseEntity<?> override(
            @PathVariable ProgramId id,
            @PathVariable LearnerId learner,
            @Valid @RequestBody OverrideConfirmation confirmation,
            Caller caller) {
        return answer(
                enrolling.override(
                        id,
                        caller.institution(),
                        learner,
                        confirmation.officer(),
                        caller.subject()),
                learner,
                caller);
    }

    @PostMapping("/{learner}/approval")
    @Allowed(Action.ENROLMENT_DECIDE)
    @Operation(
            summary = "The TPP approves or rejects; approved learners get a seat or wait for one")
    ResponseEntity<?> decide(
            @PathVariable ProgramId id,
            @PathVariable LearnerId learner,
            @Valid @RequestBody ApprovalRequest request,
            Caller caller) {
        return answer(
                enrolling.decide(
                        id,
                        caller.institution(),
                        learner,
                        request.approved(),
                        request.officer(),
                        request.reason()),
                learner,
                caller);
    }

    @PostMapping("/{learner}/withdrawal")
    @Allowed(Action.ENROLMENT_WITHDRAW)
    @Operation(summary = "Give up the seat: illness, discipline, own wish …")
    ResponseEntity<?> withdraw(
            @PathVariable ProgramId id,
            @PathVariable LearnerId learner,
            @Valid @RequestBody WithdrawalRequest request,
            Caller caller) {
        return answer(
                enrolling.withdraw(
                        id, caller.institution(), learner, request.reason(), request.on()),
                learner,
                caller);
    }

    private ResponseEntity<?> answer(Outcome<Program> outcome, LearnerId learner, Caller caller) {
        return answers.ok(outcome, program -> view(program, learner, caller));
    }

    private static ProgramView.EnrolmentView view(
            Program program, LearnerId learner, Caller caller) {
        Set<Relation> relations = program.relationsOf(caller.institution());
        return program.enrolment(learner)
                .filter(
                        enrolment ->
                                relations.contains(Relation.CUSTODIAN)
                                        || ProgramView.concernsProvider(enrolment))
                .map(enrolment -> ProgramView.EnrolmentView.of(enrolment, relations))
                .orElseThrow(NotFoundException::new);
    }
}
