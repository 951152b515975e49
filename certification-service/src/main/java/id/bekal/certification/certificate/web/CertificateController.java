package id.bekal.certification.certificate.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.certificate.RevokingCertificates;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.KeyRing;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.platform.Outcome;
import id.bekal.platform.accesslog.AccessLog;
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
import java.time.Instant;
import java.util.List;

@RestController
@RequestMapping("/api/certificates")
@Tag(name = "certificates")
class CertificateController {

    record Revocation(@NotBlank @Size(max = 1000) String reason) {}

    private final Certificates certificates;
    private final RevokingCertificates revoking;
    private final Holders holders;
    private final AccessLog accessLog;
    private final Answers answers;
    private final Clock clock;

    CertificateController(
            Certificates certificates,
            RevokingCertificates revoking,
            Holders holders,
            AccessLog accessLog,
            Answers answers,
            Clock clock) {
        this.certificates = certificates;
        this.revoking = revoking;
        this.holders = holders;
        this.accessLog = accessLog;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * The caller's own certificates.
     *
     * @param revocationRequested true for those only that wait for the word of a second person
     */
    @GetMapping
    @Allowed(Action.CERTIFICATE_READ)
    Page<CertificateView> list(
            @RequestParam(required = false) @Nullable ProgramId program,
            @RequestParam(required = false) @Nullable LearnerId learner,
            @RequestParam(required = false) @Nullable CertificateKind kind,
            @RequestParam(defaultValue = "false") boolean revocationRequested,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Caller caller) {
        @Nullable Instant requestedAt = revocationRequested ? clock.instant() : null;
        Page<Certificate> page =
                certificates.of(
                        caller.institution(),
                        program,
                        learner,
                        kind,
                        requestedAt,
                        PageRequest.of(cursor, limit));
        return new Page<>(named(page.items(), caller), page.next());
    }

    @GetMapping("/{id}")
    @Allowed(Action.CERTIFICATE_READ)
    ResponseEntity<?> read(@PathVariable CertificateId id, Caller caller) {
        return answers.ok(
                certificates
                        .find(id)
                        .filter(certificate -> certificate.issuer().equals(caller.institution()))
                        .orElseThrow(NotFoundException::new),
                certificate -> named(List.of(certificate), caller).getFirst());
    }

    /**
     * Asks that a certificate be made void; it stays valid until a head who is another person
     * confirms. The reason stays with the issuer and should name nobody.
     */
    @PostMapping("/{id}/revocation")
    @Allowed(Action.CERTIFICATE_REVOKE)
    ResponseEntity<?> requestRevocation(
            @PathVariable CertificateId id,
            @Valid @RequestBody Revocation revocation,
            Caller caller) {
        Outcome<Certificate> outcome =
                revoking.request(
                        id, caller.institution(), caller.subject(), revocation.reason().strip());
        ResponseEntity<?> answer = answers.ok(outcome, this::unnamed);
        return outcome instanceof Outcome.Accepted<Certificate>
                // 202: asked for and not done
                ? ResponseEntity.accepted().headers(answer.getHeaders()).body(answer.getBody())
                : answer;
    }

    /** Makes void what someone else asked to be. */
    @PostMapping("/{id}/revocation/confirmation")
    @Allowed(Action.CERTIFICATE_REVOKE_CONFIRM)
    ResponseEntity<?> confirmRevocation(@PathVariable CertificateId id, Caller caller) {
        return answers.ok(
                revoking.confirm(id, caller.institution(), caller.subject()), this::unnamed);
    }

    /** Drops the request; the certificate stays valid. */
    @PostMapping("/{id}/revocation/refusal")
    @Allowed(Action.CERTIFICATE_REVOKE_CONFIRM)
    ResponseEntity<?> refuseRevocation(@PathVariable CertificateId id, Caller caller) {
        return answers.ok(revoking.refuse(id, caller.institution()), this::unnamed);
    }

    private CertificateView unnamed(Certificate certificate) {
        return CertificateView.unnamed(certificate, clock);
    }

    /** Logs whose names are read before it gives them. */
    private List<CertificateView> named(List<Certificate> read, Caller caller) {
        KeyRing keys = holders.keysOf(read.stream().map(Certificate::learner).toList());
        List<CertificateView> views =
                read.stream()
                        .map(
                                certificate ->
                                        CertificateView.of(
                                                certificate, certificate.naming(keys), clock))
                        .toList();
        accessLog.record(
                caller,
                Action.CERTIFICATE_READ,
                views.stream()
                        .filter(view -> view.holder() != null)
                        .map(CertificateView::learner)
                        .distinct()
                        .toList());
        return views;
    }
}
