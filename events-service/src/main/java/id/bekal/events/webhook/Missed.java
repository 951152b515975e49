package id.bekal.events.webhook;

/**
 * Numbers that the feed no longer had when they could be sent.
 *
 * @param count how many of those from first to last
 */
public record Missed(long first, long last, long count) {}
