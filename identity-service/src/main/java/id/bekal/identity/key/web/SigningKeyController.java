package id.bekal.identity.key.web;

import id.bekal.contracts.access.Action;
import id.bekal.identity.key.KeyRing.SealedKey;
import id.bekal.identity.key.RotatingKeys;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.web.Answers;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;

@RestController
@RequestMapping("/operations/signing-keys")
@Tag(name = "signing-keys")
class SigningKeyController {

    /**
     * @param id the {@code kid} of the tokens it will sign
     */
    record SigningKeyView(String id, Instant signsFrom) {}

    private final RotatingKeys rotating;
    private final Answers answers;

    SigningKeyController(RotatingKeys rotating, Answers answers) {
        this.rotating = rotating;
        this.answers = answers;
    }

    @PostMapping("/rotation")
    @Allowed(Action.SIGNING_KEYS_ROTATE)
    @Operation(
            summary = "Replace the signing key",
            description =
                    "The new key is published at once and signs after the propagation time; the"
                            + " old one verifies until the last token it signed has expired.")
    ResponseEntity<?> rotate() {
        return switch (rotating.rotate()) {
            case Outcome.Accepted<SealedKey>(SealedKey key) ->
                    ResponseEntity.ok(new SigningKeyView(key.id(), key.signsFrom()));
            case Outcome.Refused<SealedKey> refused -> answers.refused(refused);
        };
    }
}
