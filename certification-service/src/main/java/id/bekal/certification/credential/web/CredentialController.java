package id.bekal.certification.credential.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.holder.Holders;
import id.bekal.contracts.CertificateId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.security.OpenToAll;
import id.bekal.platform.security.SecurityConfiguration.PublicPaths;
import id.bekal.platform.web.NotFoundException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.util.List;

@RestController
class CredentialController {

    private static final MediaType VC_JWT = MediaType.parseMediaType("application/vc+jwt");
    private static final MediaType LD_JSON = MediaType.parseMediaType("application/ld+json");
    private static final MediaType SCHEMA_JSON =
            MediaType.parseMediaType("application/schema+json");

    private final Certificates certificates;
    private final Holders holders;
    private final AccessLog accessLog;

    CredentialController(Certificates certificates, Holders holders, AccessLog accessLog) {
        this.certificates = certificates;
        this.holders = holders;
        this.accessLog = accessLog;
    }

    @Bean
    static PublicPaths publicCredentialDocuments() {
        return new PublicPaths(List.of("/credentials/**"));
    }

    @GetMapping("/api/certificates/{id}/credential")
    @Allowed(Action.CERTIFICATE_READ)
    @Tag(name = "certificates")
    @Operation(summary = "The signed credential (W3C VC 2.0, Open Badges 3.0) as a compact JWS")
    ResponseEntity<String> read(@PathVariable CertificateId id, Caller caller) {
        Certificate certificate =
                certificates
                        .find(id)
                        .filter(found -> found.issuer().equals(caller.institution()))
                        .orElseThrow(NotFoundException::new);
        @Nullable String credential =
                certificate.credential(holders.keysOf(List.of(certificate.learner())));
        if (credential == null) {
            throw new NotFoundException();
        }
        accessLog.record(
                caller, Action.CERTIFICATE_READ, List.of(certificate.learner()), "credential");
        return ResponseEntity.ok()
                .contentType(VC_JWT)
                .cacheControl(CacheControl.noStore())
                .body(credential);
    }

    @GetMapping("/credentials/contexts/v1")
    @OpenToAll
    @Tag(name = "verification")
    @Operation(summary = "What the members mean that no standard defines (JSON-LD)")
    ResponseEntity<Resource> context() {
        return document("contexts/v1.jsonld", LD_JSON);
    }

    @GetMapping("/credentials/schemas/certificate-v1.json")
    @OpenToAll
    @Tag(name = "verification")
    @Operation(summary = "JSON Schema of our credentials")
    ResponseEntity<Resource> schema() {
        return document("schemas/certificate-v1.json", SCHEMA_JSON);
    }

    /** They never change: another version is another address. */
    private static ResponseEntity<Resource> document(String path, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(30)).cachePublic())
                .body(new ClassPathResource("credentials/" + path));
    }
}
