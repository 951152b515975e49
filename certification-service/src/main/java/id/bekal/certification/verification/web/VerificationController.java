package id.bekal.certification.verification.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.Naming;
import id.bekal.platform.security.OpenToAll;
import id.bekal.platform.security.SecurityConfiguration.PublicPaths;
import id.bekal.platform.web.NotFoundException;

import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;

@RestController
@Tag(name = "verification")
class VerificationController {

    private static final Pattern TOKEN = Pattern.compile("[a-z0-9]{26}");

    private final Certificates certificates;
    private final Holders holders;
    private final Clock clock;

    VerificationController(Certificates certificates, Holders holders, Clock clock) {
        this.certificates = certificates;
        this.holders = holders;
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
    @GetMapping("/verify/{token}")
    @OpenToAll
    ResponseEntity<VerificationView> verify(@PathVariable String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new NotFoundException();
        }
        return certificates
                .findByToken(token)
                .map(this::view)
                .map(view -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view))
                .orElseThrow(NotFoundException::new);
    }

    private VerificationView view(Certificate certificate) {
        Naming naming = certificate.naming(holders.keysOf(List.of(certificate.learner())));
        return VerificationView.of(certificate, naming, clock);
    }
}
