package id.bekal.agreements.agreement.web;

import static id.bekal.agreements.agreement.web.AgreementController.actor;

import id.bekal.agreements.agreement.Agreements;
import id.bekal.agreements.agreement.Moment;
import id.bekal.agreements.agreement.ReviewDecision;
import id.bekal.agreements.agreement.SigningAgreements;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.Changes;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** From draft to signature. */
@RestController
@RequestMapping("/api/agreements/{id}")
@Tag(name = "Agreements")
class SigningController {

    record ReviewRequest(
            @NotNull ReviewDecision decision, @Nullable @Size(max = 2000) String note) {}

    record SignatureRequest(
            @Nullable @Size(min = 1, max = 100) String number, @Nullable LocalDate signedOn) {

        static final SignatureRequest EMPTY = new SignatureRequest(null, null);
    }

    private final SigningAgreements signing;
    private final Agreements agreements;
    private final AgreementViews views;
    private final Answers answers;
    private final Clock clock;

    SigningController(
            SigningAgreements signing,
            Agreements agreements,
            AgreementViews views,
            Answers answers,
            Clock clock) {
        this.signing = signing;
        this.agreements = agreements;
        this.views = views;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping("/submission")
    @Allowed(Action.AGREEMENT_CHANGE)
    @Operation(summary = "Give a draft to the other parties for review")
    ResponseEntity<?> submit(@PathVariable AgreementId id, Caller caller) {
        return answers.ok(
                Changes.change(
                        agreements,
                        id,
                        agreement -> agreement.isVisibleTo(caller.institution()),
                        agreement -> agreement.submit(actor(caller), Moment.of(clock))),
                views::of);
    }

    @PostMapping("/review")
    @Allowed(Action.AGREEMENT_CHANGE)
    @Operation(summary = "Approve, or send the draft back to its creator")
    ResponseEntity<?> review(
            @PathVariable AgreementId id,
            @Valid @RequestBody ReviewRequest request,
            Caller caller) {
        return answers.ok(
                Changes.change(
                        agreements,
                        id,
                        agreement -> agreement.isVisibleTo(caller.institution()),
                        agreement ->
                                agreement.review(
                                        actor(caller),
                                        request.decision(),
                                        request.note(),
                                        Moment.of(clock))),
                views::of);
    }

    @PostMapping("/signatures")
    @Allowed(Action.AGREEMENT_SIGN)
    @Operation(summary = "Record the caller's signature")
    ResponseEntity<?> sign(
            @PathVariable AgreementId id,
            @Valid @RequestBody(required = false) @Nullable SignatureRequest request,
            Caller caller) {
        SignatureRequest signature = request == null ? SignatureRequest.EMPTY : request;
        return answers.ok(
                signing.sign(id, actor(caller), signature.number(), signature.signedOn()),
                views::of);
    }
}
