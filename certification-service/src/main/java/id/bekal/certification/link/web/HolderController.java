package id.bekal.certification.link.web;

import id.bekal.certification.link.SharingCertificates;
import id.bekal.platform.security.OpenToAll;
import id.bekal.platform.security.SecurityConfiguration.PublicPaths;
import id.bekal.platform.web.Problems;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * What a link opens, for programs; people get it as a page. An unknown, a malformed and an ended
 * link are answered alike, to the byte: the answer does not repeat what was asked.
 */
@RestController
@Tag(name = "holders")
class HolderController {

    private static final URI ANY = URI.create("/holders");

    private final SharingCertificates sharing;
    private final Problems problems;
    private final Clock clock;

    HolderController(SharingCertificates sharing, Problems problems, Clock clock) {
        this.sharing = sharing;
        this.problems = problems;
        this.clock = clock;
    }

    @Bean
    static PublicPaths holderLinks() {
        return new PublicPaths(List.of("/holders/**"));
    }

    /** All certificates of who was given the link. */
    @GetMapping(
            path = "/holders/{token}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE})
    @OpenToAll
    ResponseEntity<?> show(@PathVariable String token, HttpServletRequest request) {
        var certificates = sharing.certificatesBy(token);
        return certificates.isPresent()
                ? ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(HolderPage.of(certificates.get(), clock))
                : nothing(request);
    }

    /** Ends the link, by whoever holds it. */
    @PostMapping(
            path = "/holders/{token}/revocation",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE})
    @OpenToAll
    ResponseEntity<?> end(@PathVariable String token, HttpServletRequest request) {
        return sharing.end(token) ? ResponseEntity.noContent().build() : nothing(request);
    }

    private ResponseEntity<ProblemDetail> nothing(HttpServletRequest request) {
        ProblemDetail problem =
                problems.problem(Problems.locale(request), HttpStatus.NOT_FOUND, "NOT_FOUND");
        problem.setInstance(ANY);
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
