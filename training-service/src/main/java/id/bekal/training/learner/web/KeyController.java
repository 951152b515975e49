package id.bekal.training.learner.web;

import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;
import id.bekal.training.learner.RewrappingKeys;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The second half of a master key's rotation. */
@RestController
@RequestMapping("/operations/keys")
@Tag(name = "operations")
class KeyController {

    private final RewrappingKeys rewrapping;

    KeyController(RewrappingKeys rewrapping) {
        this.rewrapping = rewrapping;
    }

    @PostMapping("/rewrapping")
    @Allowed(Action.KEYS_ROTATE)
    @Operation(summary = "Bring every learner's key under the primary master key")
    RewrappingKeys.Rewrapped rewrap() {
        return rewrapping.all();
    }
}
