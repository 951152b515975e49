package id.bekal.events.webhook.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.events.webhook.Webhooks;
import id.bekal.platform.security.Relations;

import org.springframework.stereotype.Component;

import java.util.Set;

/** Whose a webhook is. */
@Component
class WebhookRelations implements Relations {

    private final Webhooks webhooks;

    WebhookRelations(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Resource resource() {
        return Resource.WEBHOOK;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return webhooks.find(new WebhookId(id))
                .filter(webhook -> webhook.institution().equals(institution))
                .map(webhook -> Set.of(Relation.OWN))
                .orElse(Set.of());
    }
}
