package id.bekal.certification.holder.web;

import id.bekal.certification.holder.RewrappingHolderKeys;
import id.bekal.certification.signing.RotatingKeys;
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

    /**
     * What a run found.
     *
     * @param keychains issuers whose signing keys lay under another master key
     */
    record RewrappingView(long rewrapped, long current, long erased, long keychains) {}

    private final RewrappingHolderKeys rewrapping;
    private final RotatingKeys rotating;

    HolderKeyController(RewrappingHolderKeys rewrapping, RotatingKeys rotating) {
        this.rewrapping = rewrapping;
        this.rotating = rotating;
    }

    @PostMapping("/rewrapping")
    @Operation(summary = "Bring every holder's and issuer's data key under the primary master key")
    RewrappingView rewrap() {
        RewrappingHolderKeys.Rewrapping holders = rewrapping.handle();
        return new RewrappingView(
                holders.rewrapped(), holders.current(), holders.erased(), rotating.rewrapAll());
    }
}
