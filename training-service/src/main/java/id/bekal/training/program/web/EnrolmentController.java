package id.bekal.training.program.web;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.NotFoundException;
import id.bekal.training.learner.Identity;
import id.bekal.training.learner.Learner;
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

/** Who sits in a class, as the custodian decides. */
@RestController
@RequestMapping("/api/programs/{id}/enrolments")
@Tag(name = "enrolments")
class EnrolmentController {

    record ProposalRequest(@NotNull LearnerId learner) {}

    record OverrideRequest(
            @NotBlank @Size(max = 200) String officer, @NotBlank @Size(max = 500) String reason) {}

    record ApprovalRequest(
            @NotNull Boolean approved,
            @NotBlank @Size(max = 200) String officer,
            @Nullable @Size(max = 500) String reason) {}

    record WithdrawalRequest(
            @NotBlank @Pattern(regexp = "[A-Z_]{2,40}") String reason, @Nullable LocalDate on) {}

    /** A seat with the name of who sits in it, for those who teach and hold the class. */
    record SeatView(LearnerId learner, @Nullable String name, EnrolmentState state) {}

    private final EnrollingLearners enrolling;
    private final Programs programs;
    private final Learners learners;
    private final Answers answers;

    EnrolmentController(
            EnrollingLearners enrolling, Programs programs, Learners learners, Answers answers) {
        this.enrolling = enrolling;
        this.programs = programs;
        this.learners = learners;
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
                program -> view(program, request.learner()));
    }

    @GetMapping
    @Allowed(Action.CLASS_READ)
    @Operation(summary = "The class by name, for its provider and its custodian")
    List<SeatView> list(@PathVariable ProgramId id, Caller caller) {
        Program program =
                programs.find(id)
                        .filter(
                                known ->
                                        known.provider().equals(caller.institution())
                                                || known.custodian().equals(caller.institution()))
                        .orElseThrow(NotFoundException::new);
        boolean teaches = program.provider().equals(caller.institution());
        List<Enrolment> shown =
                program.enrolments().stream()
                        .filter(enrolment -> !teaches || isInClass(enrolment))
                        .toList();
        Map<LearnerId, Learner> known =
                learners.all(shown.stream().map(Enrolment::learner).toList());
        return shown.stream()
                .map(
                        enrolment -> {
                            Learner learner = known.get(enrolment.learner());
                            Identity identity = learner == null ? null : learner.identity();
                            return new SeatView(
                                    enrolment.learner(),
                                    identity == null ? null : identity.name(),
                                    enrolment.state());
                        })
                .toList();
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
        return answers.ok(program, known -> view(known, learner));
    }

    @PostMapping("/{learner}/override")
    @Allowed(Action.ENROLMENT_OVERRIDE)
    @Operation(summary = "A named officer overrides the policy's verdict")
    ResponseEntity<?> override(
            @PathVariable ProgramId id,
            @PathVariable LearnerId learner,
            @Valid @RequestBody OverrideRequest request,
            Caller caller) {
        return answer(
                enrolling.override(
                        id, caller.institution(), learner, request.officer(), request.reason()),
                learner);
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
                learner);
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
                learner);
    }

    private ResponseEntity<?> answer(Outcome<Program> outcome, LearnerId learner) {
        return answers.ok(outcome, program -> view(program, learner));
    }

    private static ProgramView.EnrolmentView view(Program program, LearnerId learner) {
        return program.enrolment(learner)
                .map(ProgramView.EnrolmentView::of)
                .orElseThrow(NotFoundException::new);
    }
}
