package id.bekal.certification.link.web;

import id.bekal.certification.link.SharingCertificates;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.ShownOnce;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "certificates")
class LinkController {

    record NewLink(@NotNull LearnerId learner) {}

    /**
     * @param path of what the link opens, told once: a repeated answer ({@code Idempotency-Key})
     *     lacks it
     */
    record LinkView(LearnerId learner, @Nullable String path) {}

    private final SharingCertificates sharing;
    private final ShownOnce shownOnce;
    private final Answers answers;

    LinkController(SharingCertificates sharing, ShownOnce shownOnce, Answers answers) {
        this.sharing = sharing;
        this.shownOnce = shownOnce;
        this.answers = answers;
    }

    /**
     * Makes a link to all certificates of a learner to whom the caller issued one, to be handed to
     * that learner. Five may be good at a time; another one ends the oldest.
     */
    @PostMapping("/api/certificates/links")
    @Allowed(Action.CERTIFICATE_SHARE)
    ResponseEntity<?> create(@Valid @RequestBody NewLink link, Caller caller) {
        return switch (sharing.share(caller.institution(), link.learner(), caller.subject())) {
            case Outcome.Accepted<String>(String token) -> {
                shownOnce.add("path", "/holders/" + token);
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .body(new LinkView(link.learner(), null));
            }
            case Outcome.Refused<String> refused -> answers.refused(refused);
        };
    }
}
