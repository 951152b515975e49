package id.bekal.training.program.web;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;
import id.bekal.training.eligibility.PolicyId;
import id.bekal.training.program.CompletingPrograms;
import id.bekal.training.program.DeliveryMode;
import id.bekal.training.program.PlanningPrograms;
import id.bekal.training.program.Program;
import id.bekal.training.program.ProgramState;
import id.bekal.training.program.Programs;
import id.bekal.training.program.RunningPrograms;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * A program's life, as its provider drives it. Seats are {@link EnrolmentController}'s, attendance
 * {@link SessionController}'s.
 */
@RestController
@RequestMapping("/api/programs")
@Tag(name = "programs")
class ProgramController {

    record ProgramRequest(
            @NotNull AgreementId agreement,
            @NotNull InstitutionId custodian,
            @NotNull CurriculumId curriculum,
            @Nullable Integer curriculumVersion,
            @Nullable PolicyId eligibilityPolicy,
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            @NotNull @Min(1) @Max(500) Integer capacity,
            @NotNull DeliveryMode mode,
            @Nullable @Size(max = 200) String venue,
            @Nullable @Size(max = 10) List<InstructorId> instructors,
            @Nullable InstitutionId certifier) {

        Program.Plan toPlan() {
            if (until.isBefore(from)) {
                throw new InvalidInputException("until", "ENDS_BEFORE_IT_BEGINS");
            }
            List<InstructorId> staff = instructors;
            return new Program.Plan(
                    from, until, capacity, mode, venue, staff == null ? List.of() : staff);
        }
    }

    record CertifierRequest(@Nullable InstitutionId certifier) {}

    record DayRequest(@Nullable LocalDate on) {}

    record CancellationRequest(@NotBlank @Pattern(regexp = "[A-Z_]{2,40}") String reason) {}

    record AssessmentRequest(
            @NotBlank String unit,
            @NotNull @Valid Assessor assessor,
            @NotNull LocalDate on,
            @NotEmpty @Size(max = 500) List<@Valid ResultRequest> results) {

        /** Who assessed, with the number the certification body or provider gave. */
        record Assessor(@NotBlank @Size(max = 60) String number) {}

        record ResultRequest(@NotNull LearnerId learner, @NotNull AssessmentResult result) {}
    }

    private final PlanningPrograms planning;
    private final RunningPrograms running;
    private final CompletingPrograms completing;
    private final Programs programs;
    private final Answers answers;
    private final Clock clock;

    ProgramController(
            PlanningPrograms planning,
            RunningPrograms running,
            CompletingPrograms completing,
            Programs programs,
            Answers answers,
            Clock clock) {
        this.planning = planning;
        this.running = running;
        this.completing = completing;
        this.programs = programs;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping
    @Allowed(Action.PROGRAM_PLAN)
    @Operation(summary = "Plan a program under an agreement")
    ResponseEntity<?> plan(@Valid @RequestBody ProgramRequest request, Caller caller) {
        return answers.created(
                planning.plan(
                        new PlanningPrograms.PlanProgram(
                                new ProgramId(NewIds.forRequest("program")),
                                request.agreement(),
                                caller.institution(),
                                request.custodian(),
                                request.curriculum(),
                                request.curriculumVersion(),
                                request.eligibilityPolicy(),
                                request.certifier(),
                                request.toPlan())),
                program -> "/api/programs/" + program.id(),
                seenBy(caller));
    }

    @GetMapping
    @Allowed(Action.PROGRAM_READ)
    Page<ProgramView> list(
            @RequestParam @Nullable ProgramState state,
            @RequestParam @Nullable AgreementId agreement,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit,
            Caller caller) {
        return programs.seenBy(
                        caller.institution(), state, agreement, PageRequest.of(cursor, limit))
                .map(seenBy(caller));
    }

    @GetMapping("/{id}")
    @Allowed(Action.PROGRAM_READ)
    ResponseEntity<?> read(@PathVariable ProgramId id, Caller caller) {
        return answers.ok(
                programs.find(id)
                        .filter(program -> program.isSeenBy(caller.institution()))
                        .orElseThrow(NotFoundException::new),
                seenBy(caller));
    }

    @PostMapping("/{id}/opening")
    @Allowed(Action.PROGRAM_RUN)
    @Operation(summary = "Open for enrolment")
    ResponseEntity<?> open(@PathVariable ProgramId id, Caller caller) {
        return answers.ok(planning.open(id, caller.institution()), seenBy(caller));
    }

    @PutMapping("/{id}/certifier")
    @Allowed(Action.PROGRAM_RUN)
    @Operation(summary = "Name the certification body that tests the candidates, or none")
    ResponseEntity<?> nameCertifier(
            @PathVariable ProgramId id, @RequestBody CertifierRequest request, Caller caller) {
        return answers.ok(
                planning.nameCertifier(id, caller.institution(), request.certifier()),
                seenBy(caller));
    }

    @PostMapping("/{id}/start")
    @Allowed(Action.PROGRAM_RUN)
    @Operation(summary = "Begin the class with those who have a seat")
    ResponseEntity<?> start(
            @PathVariable ProgramId id, @RequestBody DayRequest request, Caller caller) {
        return answers.ok(
                running.start(id, caller.institution(), notInFuture(request.on())), seenBy(caller));
    }

    @PostMapping("/{id}/assessments")
    @Allowed(Action.CLASS_TEACH)
    @Operation(summary = "Record results of a unit: all of them, or none if one is refused")
    ResponseEntity<?> assess(
            @PathVariable ProgramId id,
            @Valid @RequestBody AssessmentRequest request,
            Caller caller) {
        notInFuture(request.on());
        return answers.ok(
                running.assess(
                        id,
                        caller.institution(),
                        request.unit(),
                        request.assessor().number(),
                        request.on(),
                        request.results().stream()
                                .map(
                                        result ->
                                                new RunningPrograms.Result(
                                                        result.learner(), result.result()))
                                .toList()),
                seenBy(caller));
    }

    @PostMapping("/{id}/final-assessment")
    @Allowed(Action.PROGRAM_RUN)
    @Operation(summary = "The sessions are over: assess, then complete")
    ResponseEntity<?> beginFinalAssessment(@PathVariable ProgramId id, Caller caller) {
        return answers.ok(running.beginFinalAssessment(id, caller.institution()), seenBy(caller));
    }

    @PostMapping("/{id}/completion")
    @Allowed(Action.PROGRAM_RUN)
    @Operation(
            summary = "Decide the program, once: hours, attendance, units and outcome of each seat")
    ResponseEntity<?> complete(
            @PathVariable ProgramId id, @RequestBody DayRequest request, Caller caller) {
        return answers.ok(
                completing.complete(id, caller.institution(), notInFuture(request.on())),
                seenBy(caller));
    }

    @PostMapping("/{id}/cancellation")
    @Allowed(Action.PROGRAM_CANCEL)
    @Operation(summary = "Give up the program; hours and units stay the learners'")
    ResponseEntity<?> cancel(
            @PathVariable ProgramId id,
            @Valid @RequestBody CancellationRequest request,
            Caller caller) {
        return answers.ok(
                completing.cancel(id, caller.institution(), request.reason()), seenBy(caller));
    }

    private static Function<Program, ProgramView> seenBy(Caller caller) {
        return program -> ProgramView.of(program, caller.institution());
    }

    private @Nullable LocalDate notInFuture(@Nullable LocalDate on) {
        if (on != null && on.isAfter(LocalDate.now(clock))) {
            throw new InvalidInputException("on", "IN_THE_FUTURE");
        }
        return on;
    }
}
