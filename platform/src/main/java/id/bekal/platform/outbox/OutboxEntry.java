package id.bekal.platform.outbox;

import java.time.Instant;

/**
 * An event that was committed and waits in its aggregate's document to be published.
 *
 * @param id the event's id
 * @param at when it was committed
 * @param json the envelope, as it will be sent
 */
public record OutboxEntry(String id, String topic, Instant at, String json) {}
