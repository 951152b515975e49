package id.bekal.contracts.events;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.Topic;

/** What events-service publishes of its own: each is for one institution alone. */
@Topic("bekal.events.v1")
public sealed interface EventsEvent extends DomainEvent permits WebhookDisabled {

    /** Whose it is. */
    InstitutionId institution();
}
