package id.bekal.contracts.events;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;

import java.time.Instant;

/**
 * Nothing more is sent to a webhook until its institution activates it. Nobody asked for that: who
 * disables or activates a webhook hears so in the answer, and no event tells it.
 *
 * @param because a code: {@code NOTHING_ARRIVED}, {@code ORDER_BLOCKED}, {@code
 *     TOO_MANY_UNDELIVERED}, {@code GONE}; others may come
 * @param since when the first delivery failed after which nothing arrived
 * @param firstUndelivered every number of the feed before this one has arrived, or was left out by
 *     its type: an activation goes on here
 */
public record WebhookDisabled(
        WebhookId webhook,
        InstitutionId institution,
        String because,
        Instant since,
        long firstUndelivered)
        implements EventsEvent {}
