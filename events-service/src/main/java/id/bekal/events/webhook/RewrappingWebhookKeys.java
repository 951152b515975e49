package id.bekal.events.webhook;

import id.bekal.contracts.WebhookId;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NotFoundException;

import org.springframework.stereotype.Service;

import java.util.List;

/**
 * Brings the data key of every webhook under the primary master key, so that an older one can be
 * dropped. May be interrupted and repeated at will. The older one may be dropped once every
 * instance has the new keyset and a run after that rewrapped nothing.
 */
@Service
public class RewrappingWebhookKeys {

    /**
     * What a run found.
     *
     * @param rewrapped data keys that lay under another master key and now lie under the primary
     * @param current data keys that lay under it already
     */
    public record Rewrapping(long rewrapped, long current) {}

    private final Webhooks webhooks;
    private final MasterKeys masterKeys;

    RewrappingWebhookKeys(Webhooks webhooks, MasterKeys masterKeys) {
        this.webhooks = webhooks;
        this.masterKeys = masterKeys;
    }

    public Rewrapping handle() {
        List<WebhookId> all = webhooks.all();
        long rewrapped = all.stream().filter(this::rewrap).count();
        return new Rewrapping(rewrapped, all.size() - rewrapped);
    }

    private boolean rewrap(WebhookId id) {
        boolean[] done = {false};
        try {
            Changes.note(
                    webhooks,
                    id,
                    webhook -> {
                        done[0] = !masterKeys.isCurrent(webhook.key());
                        if (done[0]) {
                            webhook.lieUnder(masterKeys.rewrap(webhook.key(), id.value()));
                        }
                        return done[0];
                    });
        } catch (NotFoundException deletedMeanwhile) {
            return false;
        }
        return done[0];
    }
}
