package id.bekal.certification.paper.web;

import id.bekal.certification.issuer.Issuers;
import id.bekal.certification.paper.ChangingTemplates;
import id.bekal.certification.paper.Colour;
import id.bekal.certification.paper.Logo;
import id.bekal.certification.paper.Look;
import id.bekal.certification.paper.Signatory;
import id.bekal.certification.paper.Template;
import id.bekal.certification.paper.Templates;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.NotFoundException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

import java.io.IOException;

/** How an issuer's papers look. */
@RestController
@RequestMapping("/api/issuers/{id}/template")
@Tag(name = "issuers")
class TemplateController {

    /**
     * @param staffNumber NIP or another, where the person has one
     */
    record SignatoryRequest(
            @NotBlank @Size(max = 120) String name,
            @NotBlank @Size(max = 160) String office,
            @Size(max = 40) @Nullable String staffNumber) {}

    /**
     * @param primary of titles and frame, {@code #RRGGBB}
     * @param accent of ornaments, {@code #RRGGBB}
     * @param signatory absent: a line to sign on, under the issuer's name
     */
    record TemplateRequest(
            @NotNull String primary,
            @NotNull String accent,
            @Valid @Nullable SignatoryRequest signatory) {

        @Nullable Signatory signatoryGiven() {
            SignatoryRequest given = signatory;
            return given == null
                    ? null
                    : new Signatory(
                            given.name().strip(), given.office().strip(), given.staffNumber());
        }
    }

    /**
     * @param logo the media type of the logo; absent when there is none
     */
    record TemplateView(
            String primary, String accent, @Nullable Signatory signatory, @Nullable String logo) {

        static TemplateView of(Template template) {
            Look look = template.look();
            Logo logo = look.logo();
            return new TemplateView(
                    look.primary().value(),
                    look.accent().value(),
                    look.signatory(),
                    logo == null ? null : logo.format().mediaType());
        }
    }

    private final Issuers issuers;
    private final Templates templates;
    private final ChangingTemplates changing;
    private final Answers answers;

    TemplateController(
            Issuers issuers, Templates templates, ChangingTemplates changing, Answers answers) {
        this.issuers = issuers;
        this.templates = templates;
        this.changing = changing;
        this.answers = answers;
    }

    /** The caller's template; until it sets one, that of all. */
    @GetMapping
    @Allowed(Action.ISSUER_READ)
    ResponseEntity<?> read(@PathVariable InstitutionId id, Caller caller) {
        requireOwn(id, caller);
        if (issuers.find(id).isEmpty()) {
            throw new NotFoundException();
        }
        return answers.ok(templates.of(id), TemplateView::of);
    }

    /** Sets colours and signatory of all papers drawn from now on; the logo stays. */
    @PutMapping
    @Allowed(Action.ISSUER_CHANGE)
    ResponseEntity<?> change(
            @PathVariable InstitutionId id,
            @Valid @RequestBody TemplateRequest template,
            Caller caller) {
        requireOwn(id, caller);
        return answers.ok(
                changing.change(
                        id,
                        Colour.of("primary", template.primary()),
                        Colour.of("accent", template.accent()),
                        template.signatoryGiven()),
                TemplateView::of);
    }

    @PutMapping(
            path = "/logo",
            consumes = {MediaType.IMAGE_PNG_VALUE, MediaType.IMAGE_JPEG_VALUE})
    @Allowed(Action.ISSUER_CHANGE)
    @Operation(
            summary = "Set the logo (the body is the file, at most 200 kB and 2000 pixels a side)",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.IMAGE_PNG_VALUE,
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.IMAGE_JPEG_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    ResponseEntity<?> show(
            @PathVariable InstitutionId id, HttpServletRequest request, Caller caller)
            throws IOException {
        requireOwn(id, caller);
        byte[] file = request.getInputStream().readNBytes(Logo.MOST_BYTES + 1);
        if (file.length > Logo.MOST_BYTES) {
            throw new MaxUploadSizeExceededException(Logo.MOST_BYTES);
        }
        Logo.Format format =
                MediaType.parseMediaType(request.getContentType()).includes(MediaType.IMAGE_PNG)
                        ? Logo.Format.PNG
                        : Logo.Format.JPEG;
        return answers.ok(changing.show(id, format, file), TemplateView::of);
    }

    /** An ornament stands in the logo's place again. */
    @DeleteMapping("/logo")
    @Allowed(Action.ISSUER_CHANGE)
    ResponseEntity<?> showNoLogo(@PathVariable InstitutionId id, Caller caller) {
        requireOwn(id, caller);
        return answers.ok(changing.showNoLogo(id), TemplateView::of);
    }

    private static void requireOwn(InstitutionId id, Caller caller) {
        if (!caller.institution().equals(id)) {
            throw new NotFoundException();
        }
    }
}
