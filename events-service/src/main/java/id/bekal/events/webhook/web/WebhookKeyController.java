package id.bekal.events.webhook.web;

import id.bekal.contracts.access.Action;
import id.bekal.events.webhook.RewrappingWebhookKeys;
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
class WebhookKeyController {

    private final RewrappingWebhookKeys rewrapping;

    WebhookKeyController(RewrappingWebhookKeys rewrapping) {
        this.rewrapping = rewrapping;
    }

    @PostMapping("/rewrapping")
    @Operation(summary = "Bring every webhook's data key under the primary master key")
    RewrappingWebhookKeys.Rewrapping rewrap() {
        return rewrapping.handle();
    }
}
