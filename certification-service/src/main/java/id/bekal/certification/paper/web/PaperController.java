package id.bekal.certification.paper.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.paper.DrawnPapers;
import id.bekal.certification.paper.PaperBusyException;
import id.bekal.certification.paper.PaperRule;
import id.bekal.certification.paper.PreparingSheets;
import id.bekal.certification.paper.Sheet;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Problems;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import java.util.List;

@RestController
@RequestMapping("/api/certificates/{id}")
@Tag(name = "certificates")
class PaperController {

    private static final String COME_AGAIN_AFTER = "2";

    private final Certificates certificates;
    private final PreparingSheets preparing;
    private final DrawnPapers papers;
    private final AccessLog accessLog;
    private final Answers answers;
    private final Problems problems;

    PaperController(
            Certificates certificates,
            PreparingSheets preparing,
            DrawnPapers papers,
            AccessLog accessLog,
            Answers answers,
            Problems problems) {
        this.certificates = certificates;
        this.preparing = preparing;
        this.papers = papers;
        this.accessLog = accessLog;
        this.answers = answers;
        this.problems = problems;
    }

    /**
     * The certificate to print, PDF/A in landscape: drawn now, in the issuer's template of today.
     * Its tag changes with what is printed.
     */
    @GetMapping("/document")
    @Allowed(Action.CERTIFICATE_READ)
    @Operation(
            summary = "Download the certificate as a document to print",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<?> document(@PathVariable CertificateId id, Caller caller, WebRequest request) {
        Certificate certificate =
                certificates
                        .find(id)
                        .filter(found -> found.issuer().equals(caller.institution()))
                        .orElseThrow(NotFoundException::new);
        return switch (preparing.of(certificate)) {
            case Outcome.Refused<Sheet> refused -> answers.refused(refused);
            case Outcome.Accepted<Sheet>(Sheet sheet) -> {
                accessLog.record(caller, Action.CERTIFICATE_READ, List.of(certificate.learner()));
                yield paper(sheet, request);
            }
        };
    }

    private ResponseEntity<?> paper(Sheet sheet, WebRequest request) {
        String tag = (papers.areSigned() ? "W/" : "") + '"' + sheet.contentHash() + '"';
        CacheControl ownOnly = CacheControl.noCache().cachePrivate();
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(tag)
                    .cacheControl(ownOnly)
                    .build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .eTag(tag)
                .cacheControl(ownOnly)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName(sheet.number()))
                                .build()
                                .toString())
                .body(papers.of(sheet));
    }

    private static String fileName(String number) {
        String plain = number.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return (plain.isEmpty() ? "certificate" : plain) + ".pdf";
    }

    @ExceptionHandler(PaperBusyException.class)
    ResponseEntity<ProblemDetail> busy(HttpServletRequest request) {
        ProblemDetail problem =
                problems.problem(
                        Problems.locale(request),
                        HttpStatus.SERVICE_UNAVAILABLE,
                        PaperRule.PAPER_BUSY.name());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, COME_AGAIN_AFTER)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
