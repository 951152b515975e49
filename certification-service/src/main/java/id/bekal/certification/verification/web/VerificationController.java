package id.bekal.certification.verification.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.verification.CheckingCredentials;
import id.bekal.certification.verification.VerifyingCertificates;
import id.bekal.platform.security.OpenToAll;
import id.bekal.platform.security.SecurityConfiguration.PublicPaths;
import id.bekal.platform.web.Problems;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * For programs, and for whoever does not say what they want; {@link PageController} answers the
 * same to people.
 */
@RestController
@Tag(name = "verification")
class VerificationController {

    /** The answer depends on them. */
    static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE;

    /** Not the address that was asked for: a token in it would make answers differ in size. */
    private static final URI VERIFY = URI.create("/verify");

    /** Said always, or else Spring says it where a token looks like a file's name. */
    private static final String INLINE = "inline";

    private final VerifyingCertificates verifying;
    private final CheckingCredentials checking;
    private final Problems problems;
    private final Clock clock;

    VerificationController(
            VerifyingCertificates verifying,
            CheckingCredentials checking,
            Problems problems,
            Clock clock) {
        this.verifying = verifying;
        this.checking = checking;
        this.problems = problems;
        this.clock = clock;
    }

    @Bean
    static PublicPaths verification() {
        return new PublicPaths(List.of("/verify/**"));
    }

    /**
     * Whether a certificate is genuine and stands. For everyone, asked anew each time; an unknown
     * and a malformed token are answered alike.
     */
    @GetMapping(
            path = "/verify/{token}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE})
    @OpenToAll
    @Operation(summary = "Whether a certificate is genuine and stands; HTML for browsers")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = VerificationView.class)))
    ResponseEntity<?> verify(@PathVariable String token, HttpServletRequest request) {
        return verifying
                .find(token)
                .<ResponseEntity<?>>map(
                        certificate ->
                                ResponseEntity.ok()
                                        .cacheControl(CacheControl.noStore())
                                        .header(HttpHeaders.VARY, VARY)
                                        .header(HttpHeaders.CONTENT_DISPOSITION, INLINE)
                                        .body(view(certificate)))
                .orElseGet(() -> unknown(request));
    }

    private ResponseEntity<ProblemDetail> unknown(HttpServletRequest request) {
        ProblemDetail problem =
                problems.problem(Problems.locale(request), HttpStatus.NOT_FOUND, "NOT_FOUND");
        problem.setInstance(VERIFY);
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.VARY, VARY)
                .header(HttpHeaders.CONTENT_DISPOSITION, INLINE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private VerificationView view(Certificate certificate) {
        return VerificationView.of(certificate, verifying.naming(certificate), clock);
    }

    /**
     * What a credential is worth that somebody brings: the body of {@code text/plain} or {@code
     * application/vc+jwt}, or a form's {@code credential} or {@code file}. The answer to the
     * question is no error, whatever it is.
     */
    @PostMapping(
            path = "/verify",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE})
    @OpenToAll
    @Operation(
            summary = "Check a credential, or a PDF that carries one; HTML for browsers",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = {
                                @Content(
                                        mediaType = "application/vc+jwt",
                                        schema = @Schema(type = "string")),
                                @Content(
                                        mediaType = "multipart/form-data",
                                        schema = @Schema(implementation = Brought.Form.class))
                            }))
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = CheckView.class)))
    ResponseEntity<CheckView> check(HttpServletRequest request) throws IOException {
        CheckView checked = CheckView.of(Brought.with(request).check(checking), clock);
        return ResponseEntity.status(checked.httpStatus())
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.VARY, VARY)
                .body(checked);
    }
}
