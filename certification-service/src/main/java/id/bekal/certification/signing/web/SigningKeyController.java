package id.bekal.certification.signing.web;

import id.bekal.certification.issuer.PublicUrl;
import id.bekal.certification.signing.Keychain;
import id.bekal.certification.signing.Keychains;
import id.bekal.certification.signing.RotatingKeys;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.OpenToAll;
import id.bekal.platform.security.SecurityConfiguration.PublicPaths;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.NotFoundException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

@RestController
@Tag(name = "issuers")
class SigningKeyController {

    private static final MediaType DID_JSON = MediaType.parseMediaType("application/did+json");

    /** How long who verifies may go on without looking for new keys. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    record KeyView(String id, String publicKey, Instant createdAt, @Nullable Instant retiredAt) {}

    record KeysView(String did, List<KeyView> keys) {}

    private final Keychains keychains;
    private final RotatingKeys rotating;
    private final PublicUrl publicUrl;
    private final Answers answers;

    SigningKeyController(
            Keychains keychains, RotatingKeys rotating, PublicUrl publicUrl, Answers answers) {
        this.keychains = keychains;
        this.rotating = rotating;
        this.publicUrl = publicUrl;
        this.answers = answers;
    }

    @Bean
    static PublicPaths publicDidDocuments() {
        return new PublicPaths(List.of("/issuers/*/did.json"));
    }

    @GetMapping("/issuers/{id}/did.json")
    @OpenToAll
    @Operation(summary = "The issuer's public keys, current and retired, as a did:web document")
    ResponseEntity<DidDocument> did(@PathVariable InstitutionId id) {
        return keychains
                .find(id)
                .map(
                        keychain ->
                                ResponseEntity.ok()
                                        .contentType(DID_JSON)
                                        .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                                        .body(DidDocument.of(keychain, publicUrl)))
                .orElseThrow(NotFoundException::new);
    }

    @GetMapping("/api/issuers/{id}/keys")
    @Allowed(Action.ISSUER_READ)
    @Operation(summary = "The issuer's keys; the private ones never leave the service")
    ResponseEntity<?> list(@PathVariable InstitutionId id) {
        return answers.ok(keychains.find(id).orElseThrow(NotFoundException::new), this::view);
    }

    @PostMapping("/api/issuers/{id}/keys")
    @Allowed(Action.ISSUER_KEYS_CHANGE)
    @Operation(summary = "Make a new key that signs from now on; the one before it verifies only")
    ResponseEntity<?> rotate(@PathVariable InstitutionId id) {
        return answers.ok(rotating.rotate(id), this::view);
    }

    @PostMapping("/api/issuers/{id}/keys/{key}/retirement")
    @Allowed(Action.ISSUER_KEYS_CHANGE)
    @Operation(summary = "A key signs no more; what it signed goes on to verify")
    ResponseEntity<?> retire(@PathVariable InstitutionId id, @PathVariable String key) {
        return answers.ok(rotating.retire(id, key), this::view);
    }

    private KeysView view(Keychain keychain) {
        return new KeysView(
                publicUrl.did(keychain.id()),
                keychain.keys().stream()
                        .map(
                                key ->
                                        new KeyView(
                                                key.id(),
                                                key.publicKey(),
                                                key.createdAt(),
                                                key.retiredAt()))
                        .toList());
    }
}
