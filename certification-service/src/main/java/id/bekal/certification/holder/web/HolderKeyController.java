package id.bekal.certification.holder.web;

import id.bekal.certification.holder.RewrappingHolderKeys;
import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/operations/keys")
@Tag(name = "operations")
@Allowed(Action.KEYS_ROTATE)
class HolderKeyController {

    private final RewrappingHolderKeys rewrapping;

    HolderKeyController(RewrappingHolderKeys rewrapping) {
        this.rewrapping = rewrapping;
    }

    @PostMapping("/rewrapping")
    @Operation(summary = "Bring every holder's data key under the primary master key")
    RewrappingHolderKeys.Rewrapping rewrap() {
        return rewrapping.handle();
    }
}
