package id.bekal.agreements.agreement.web;

import static id.bekal.agreements.agreement.web.AgreementController.actor;

import id.bekal.agreements.agreement.AgreementSettings;
import id.bekal.agreements.agreement.KeepingOriginals;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.InvalidInputException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** The signed originals, as files. */
@RestController
@RequestMapping("/api/agreements/{id}")
@Tag(name = "Agreements")
class OriginalController {

    private final KeepingOriginals keeping;
    private final AgreementViews views;
    private final Answers answers;
    private final long maxSize;

    OriginalController(
            KeepingOriginals keeping,
            AgreementViews views,
            Answers answers,
            AgreementSettings settings) {
        this.keeping = keeping;
        this.views = views;
        this.answers = answers;
        this.maxSize = settings.originalMaxSize().toBytes();
    }

    @PutMapping(
            path = "/original",
            consumes = {"application/pdf", "image/jpeg", "image/png", "image/tiff"})
    @Allowed(Action.AGREEMENT_SIGN)
    @Operation(
            summary = "Store the caller's signed original (the body is the file)",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/pdf",
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = "image/jpeg",
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    ResponseEntity<?> keep(@PathVariable AgreementId id, HttpServletRequest request, Caller caller)
            throws IOException {
        if (request.getContentLengthLong() > maxSize) {
            throw new MaxUploadSizeExceededException(maxSize);
        }
        ScanFormat format = ScanFormat.of(MediaType.parseMediaType(request.getContentType()));
        InputStream content =
                new BufferedInputStream(new BoundedStream(request.getInputStream(), maxSize));
        if (!format.begins(content)) {
            throw new InvalidInputException("body", "NOT_WHAT_ITS_CONTENT_TYPE_SAYS");
        }
        String name = FileNames.safe(request.getHeader(HttpHeaders.CONTENT_DISPOSITION), format);
        return answers.ok(
                keeping.keep(id, actor(caller), content, name, format.mediaType()), views::of);
    }

    @GetMapping("/originals/{party}")
    @Allowed(Action.AGREEMENT_READ)
    @Operation(summary = "Download a party's signed original")
    ResponseEntity<Resource> download(
            @PathVariable AgreementId id, @PathVariable InstitutionId party, Caller caller) {
        KeepingOriginals.Kept kept = keeping.open(id, caller.institution(), party);
        String digest =
                Base64.getEncoder()
                        .encodeToString(HexFormat.of().parseHex(kept.original().sha256()));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(kept.original().mediaType()))
                .contentLength(kept.original().size())
                .header("Repr-Digest", "sha-256=:" + digest + ":")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(kept.original().fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(kept.content()));
    }
}
