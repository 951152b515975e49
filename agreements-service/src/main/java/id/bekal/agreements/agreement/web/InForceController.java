package id.bekal.agreements.agreement.web;

import static id.bekal.agreements.agreement.web.AgreementController.actor;

import id.bekal.agreements.agreement.Agreement;
import id.bekal.agreements.agreement.AgreementSettings;
import id.bekal.agreements.agreement.Agreements;
import id.bekal.agreements.agreement.Moment;
import id.bekal.agreements.agreement.TermChanges;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.Changes;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;
import java.util.function.BiFunction;

/** What happens to an agreement in force: pause, addenda, end. */
@RestController
@RequestMapping("/api/agreements/{id}")
@Tag(name = "Agreements")
class InForceController {

    record SuspensionRequest(
            @Nullable LocalDate since, @NotBlank @Size(max = 1000) String reason) {}

    record ResumptionRequest(@Nullable LocalDate since) {

        static final ResumptionRequest EMPTY = new ResumptionRequest(null);
    }

    record AddendumRequest(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9._-]{1,40}") String number,
            @NotNull LocalDate effective,
            @NotBlank @Size(max = 1000) String reason,
            @NotNull @Valid TermChanges changes) {}

    record AddendumSignatureRequest(@Nullable LocalDate signedOn) {

        static final AddendumSignatureRequest EMPTY = new AddendumSignatureRequest(null);
    }

    record TerminationRequest(@Nullable LocalDate on, @NotBlank @Size(max = 1000) String reason) {}

    private final Agreements agreements;
    private final AgreementSettings settings;
    private final AgreementViews views;
    private final Answers answers;
    private final Clock clock;

    InForceController(
            Agreements agreements,
            AgreementSettings settings,
            AgreementViews views,
            Answers answers,
            Clock clock) {
        this.agreements = agreements;
        this.settings = settings;
        this.views = views;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping("/suspension")
    @Allowed(Action.AGREEMENT_CHANGE)
    @Operation(summary = "Pause an agreement (a party or its overseer)")
    ResponseEntity<?> suspend(
            @PathVariable AgreementId id,
            @Valid @RequestBody SuspensionRequest request,
            Caller caller) {
        return change(
                id,
                caller,
                (agreement, now) ->
                        agreement.suspend(
                                actor(caller), day(request.since(), now), request.reason(), now));
    }

    @PostMapping("/resumption")
    @Allowed(Action.AGREEMENT_CHANGE)
    @Operation(summary = "End the pause (a party or its overseer)")
    ResponseEntity<?> resume(
            @PathVariable AgreementId id,
            @Valid @RequestBody(required = false) @Nullable ResumptionRequest request,
            Caller caller) {
        ResumptionRequest given = request == null ? ResumptionRequest.EMPTY : request;
        return change(
                id, caller, (agreement, now) -> agreement.resume(day(given.since(), now), now));
    }

    @PostMapping("/addenda")
    @Allowed(Action.AGREEMENT_CHANGE)
    @Operation(summary = "Propose to change the terms from a day on")
    ResponseEntity<?> propose(
            @PathVariable AgreementId id,
            @Valid @RequestBody AddendumRequest request,
            Caller caller) {
        return change(
                id,
                caller,
                (agreement, now) ->
                        agreement.propose(
                                actor(caller),
                                request.number(),
                                request.effective(),
                                request.reason(),
                                request.changes(),
                                now));
    }

    @PostMapping("/addenda/{number}/signatures")
    @Allowed(Action.AGREEMENT_SIGN)
    @Operation(summary = "Record the caller's signature under an addendum")
    ResponseEntity<?> signAddendum(
            @PathVariable AgreementId id,
            @PathVariable String number,
            @Valid @RequestBody(required = false) @Nullable AddendumSignatureRequest request,
            Caller caller) {
        AddendumSignatureRequest given = request == null ? AddendumSignatureRequest.EMPTY : request;
        return change(
                id,
                caller,
                (agreement, now) ->
                        agreement.signAddendum(
                                actor(caller),
                                number,
                                day(given.signedOn(), now),
                                settings.activation(),
                                now));
    }

    @PostMapping("/termination")
    @Allowed(Action.AGREEMENT_CHANGE)
    @Operation(summary = "End an agreement before its time, or withdraw a draft")
    ResponseEntity<?> terminate(
            @PathVariable AgreementId id,
            @Valid @RequestBody TerminationRequest request,
            Caller caller) {
        return change(
                id,
                caller,
                (agreement, now) ->
                        agreement.terminate(
                                actor(caller),
                                day(request.on(), now),
                                request.reason(),
                                settings.activation(),
                                now));
    }

    private ResponseEntity<?> change(
            AgreementId id,
            Caller caller,
            BiFunction<Agreement, Moment, Outcome<Agreement>> command) {
        return answers.ok(
                Changes.change(
                        agreements,
                        id,
                        agreement -> agreement.isVisibleTo(caller.institution()),
                        agreement -> command.apply(agreement, Moment.of(clock))),
                views::of);
    }

    private static LocalDate day(@Nullable LocalDate given, Moment now) {
        return given == null ? now.today() : given;
    }
}
