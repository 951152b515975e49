package id.bekal.identity.revocation.web;

import id.bekal.identity.revocation.RevocationList;
import id.bekal.identity.revocation.RevocationList.Revocation;
import id.bekal.identity.secret.Tokens;
import id.bekal.platform.security.OpenToAll;
import id.bekal.platform.security.SecurityConfiguration.PublicPaths;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.util.List;

/** For everyone: it names ids only, of which an outsider learns nothing. */
@RestController
@OpenToAll
@Tag(name = "revocations")
class RevocationController {

    private static final String PATH = "/oauth2/revocations";

    record RevocationsView(List<Revocation> subjects) {}

    private final RevocationList revocations;

    RevocationController(RevocationList revocations) {
        this.revocations = revocations;
    }

    @GetMapping(PATH)
    @Operation(
            summary = "Whose tokens ended before their time",
            description =
                    "A token whose iat is before the notBefore of its sub is no longer valid. Ask"
                            + " every 10 seconds, with If-None-Match.")
    ResponseEntity<RevocationsView> list() {
        List<Revocation> current = revocations.current();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(10)).cachePublic())
                .eTag('"' + Tokens.digest(current.toString()) + '"')
                .body(new RevocationsView(current));
    }

    @Configuration(proxyBeanMethods = false)
    static class OpenPath {

        @Bean
        PublicPaths revocationsArePublic() {
            return new PublicPaths(List.of(PATH));
        }
    }
}
