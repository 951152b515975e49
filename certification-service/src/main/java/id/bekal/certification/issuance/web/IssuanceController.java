package id.bekal.certification.issuance.web;

import id.bekal.certification.issuance.ApprovingIssuances;
import id.bekal.certification.issuance.Issuance;
import id.bekal.certification.issuance.Issuances;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;
import id.bekal.platform.web.Problems;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

@RestController
@RequestMapping("/api/issuances")
@Tag(name = "issuances")
class IssuanceController {

    record Approval(@NotEmpty @Size(max = 100) List<@NotNull ProgramId> programs) {}

    enum Result {
        /** Its certificates exist, are being issued, or are scheduled. */
        APPROVED,
        REFUSED,
        NOT_FOUND
    }

    /**
     * @param state absent for one the caller does not have
     * @param due not before when it is issued, where it is scheduled
     * @param code the rule that objected, or NOT_FOUND
     * @param detail its text in the caller's language
     */
    record ApprovalResult(
            ProgramId program,
            Result result,
            Issuance.@Nullable State state,
            @Nullable Instant due,
            @Nullable String code,
            @Nullable String detail) {}

    /** In the order of the request; a program named twice is there once. */
    record Approved(List<ApprovalResult> items) {}

    private final Issuances issuances;
    private final ApprovingIssuances approving;
    private final Problems problems;

    IssuanceController(Issuances issuances, ApprovingIssuances approving, Problems problems) {
        this.issuances = issuances;
        this.approving = approving;
        this.problems = problems;
    }

    /** What became of the caller's completed programs. */
    @GetMapping
    @Allowed(Action.ISSUANCE_READ)
    Page<IssuanceView> list(
            @RequestParam(required = false) Issuance.@Nullable State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Caller caller) {
        return issuances
                .of(caller.institution(), state, PageRequest.of(cursor, limit))
                .map(IssuanceView::of);
    }

    /**
     * Lets the certificates of these programs be issued, and issues them, or schedules them where
     * the issuer issues the next day. Each program is answered for itself; to approve one again
     * changes nothing.
     */
    @PostMapping("/approval")
    @Allowed(Action.ISSUANCE_APPROVE)
    Approved approve(
            @Valid @RequestBody Approval approval, Caller caller, HttpServletRequest request) {
        Locale locale = Problems.locale(request);
        return new Approved(
                approving
                        .handle(caller.institution(), approval.programs(), caller.subject())
                        .entrySet()
                        .stream()
                        .map(each -> result(each.getKey(), each.getValue(), locale))
                        .toList());
    }

    private ApprovalResult result(
            ProgramId program, Optional<Outcome<Issuance>> outcome, Locale locale) {
        if (outcome.isEmpty()) {
            return refused(program, Result.NOT_FOUND, null, "NOT_FOUND", locale);
        }
        return switch (outcome.get()) {
            case Outcome.Accepted<Issuance>(Issuance issuance) ->
                    new ApprovalResult(
                            program, Result.APPROVED, issuance.state(), issuance.due(), null, null);
            case Outcome.Refused<Issuance> refused ->
                    refused(
                            program,
                            Result.REFUSED,
                            issuances.find(program).map(Issuance::state).orElse(null),
                            refused.because().name(),
                            locale);
        };
    }

    private ApprovalResult refused(
            ProgramId program,
            Result result,
            Issuance.@Nullable State state,
            String code,
            Locale locale) {
        return new ApprovalResult(
                program,
                result,
                state,
                null,
                code,
                problems.problem(locale, HttpStatus.CONFLICT, code).getDetail());
    }
}
