package id.bekal.agreements.agreement.web;

import id.bekal.agreements.agreement.Actor;
import id.bekal.agreements.agreement.AgreementFilter;
import id.bekal.agreements.agreement.Agreements;
import id.bekal.agreements.agreement.DraftingAgreements;
import id.bekal.agreements.agreement.RenewingAgreements;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.LocalDate;
import java.util.List;

/** Drafts, lists and renews agreements. */
@RestController
@RequestMapping("/api/agreements")
@Tag(name = "Agreements")
class AgreementController {

    record Renewal(
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            @Nullable @Size(min = 1, max = 300) String title,
            @Nullable @Min(1) Integer quota,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 60) String> fields) {}

    private final DraftingAgreements drafting;
    private final RenewingAgreements renewing;
    private final Agreements agreements;
    private final AgreementViews views;
    private final Answers answers;

    AgreementController(
            DraftingAgreements drafting,
            RenewingAgreements renewing,
            Agreements agreements,
            AgreementViews views,
            Answers answers) {
        this.drafting = drafting;
        this.renewing = renewing;
        this.agreements = agreements;
        this.views = views;
        this.answers = answers;
    }

    static Actor actor(Caller caller) {
        return new Actor(caller.institution(), caller.subject());
    }

    @PostMapping
    @Allowed(Action.AGREEMENT_DRAFT)
    @Operation(summary = "Draft an agreement (MoU, cooperation agreement, or another kind)")
    ResponseEntity<?> draft(@Valid @RequestBody AgreementRequest request, Caller caller) {
        AgreementId id = new AgreementId(NewIds.forRequest("agreement"));
        return answers.created(
                drafting.draft(id, actor(caller), request.draft()),
                agreement -> "/api/agreements/" + agreement.id(),
                views::of);
    }

    @PutMapping("/{id}")
    @Allowed(Action.AGREEMENT_CHANGE)
    @Operation(summary = "Replace the content of a draft")
    ResponseEntity<?> edit(
            @PathVariable AgreementId id,
            @Valid @RequestBody AgreementRequest request,
            Caller caller) {
        return answers.ok(drafting.edit(id, actor(caller), request.draft()), views::of);
    }

    @GetMapping
    @Allowed(Action.AGREEMENT_READ)
    @Operation(summary = "List the agreements of the caller or of those it oversees")
    Page<AgreementSummary> list(
            @RequestParam(required = false) @Nullable AgreementState state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable InstitutionId party,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate expiringBefore,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Caller caller) {
        return agreements
                .list(
                        caller.institution(),
                        new AgreementFilter(state, kind, field, party, expiringBefore),
                        PageRequest.of(cursor, limit))
                .map(AgreementSummary::of);
    }

    @GetMapping("/{id}")
    @Allowed(Action.AGREEMENT_READ)
    @Operation(
            summary = "An agreement whole: terms as in force and as first agreed, and its course")
    ResponseEntity<?> read(@PathVariable AgreementId id, Caller caller) {
        return answers.ok(
                agreements
                        .find(id)
                        .filter(agreement -> agreement.isVisibleTo(caller.institution()))
                        .orElseThrow(NotFoundException::new),
                views::of);
    }

    @PostMapping("/{id}/renewal")
    @Allowed(Action.AGREEMENT_CHANGE)
    @Operation(summary = "Draft the agreement that is to follow this one")
    ResponseEntity<?> renew(
            @PathVariable AgreementId id, @Valid @RequestBody Renewal request, Caller caller) {
        AgreementId successor = new AgreementId(NewIds.forRequest("agreement"));
        return answers.created(
                renewing.renew(
                        id,
                        successor,
                        actor(caller),
                        request.from(),
                        request.until(),
                        request.title(),
                        request.quota(),
                        request.fields()),
                agreement -> "/api/agreements/" + agreement.id(),
                views::of);
    }
}
