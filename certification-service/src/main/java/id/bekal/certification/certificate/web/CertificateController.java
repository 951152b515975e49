package id.bekal.certification.certificate.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.certificate.RevokingCertificates;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;

@RestController
@RequestMapping("/api/certificates")
@Tag(name = "certificates")
class CertificateController {

    record Revocation(@NotBlank @Size(max = 1000) String reason) {}

    private final Certificates certificates;
    private final RevokingCertificates revoking;
    private final Answers answers;
    private final Clock clock;

    CertificateController(
            Certificates certificates,
            RevokingCertificates revoking,
            Answers answers,
            Clock clock) {
        this.certificates = certificates;
        this.revoking = revoking;
        this.answers = answers;
        this.clock = clock;
    }

    /** The caller's own certificates. */
    @GetMapping
    @Allowed(Action.CERTIFICATE_READ)
    Page<CertificateView> list(
            @RequestParam(required = false) @Nullable ProgramId program,
            @RequestParam(required = false) @Nullable LearnerId learner,
            @RequestParam(required = false) @Nullable CertificateKind kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Caller caller) {
        return certificates
                .of(caller.institution(), program, learner, kind, PageRequest.of(cursor, limit))
                .map(this::view);
    }

    @GetMapping("/{id}")
    @Allowed(Action.CERTIFICATE_READ)
    ResponseEntity<?> read(@PathVariable CertificateId id, Caller caller) {
        return answers.ok(
                certificates
                        .find(id)
                        .filter(certificate -> certificate.issuer().equals(caller.institution()))
                        .orElseThrow(NotFoundException::new),
                this::view);
    }

    /** Makes a certificate void; the reason stays with the issuer. */
    @PostMapping("/{id}/revocation")
    @Allowed(Action.CERTIFICATE_REVOKE)
    ResponseEntity<?> revoke(
            @PathVariable CertificateId id,
            @Valid @RequestBody Revocation revocation,
            Caller caller) {
        return answers.ok(
                revoking.handle(id, caller.institution(), revocation.reason().strip()), this::view);
    }

    private CertificateView view(Certificate certificate) {
        return CertificateView.of(certificate, LocalDate.now(clock));
    }
}
