package id.bekal.events.webhook;

/**
 * A part of the feed that is sent again.
 *
 * @param read all up to this number has arrived again, or failed and is tried as any other
 * @param to the last number of it
 */
public record Replay(String id, long read, long to) {}
