package id.bekal.events.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A place of the feed that failed to arrive at least once.
 *
 * @param attempts that failed
 * @param first when the first of them was
 * @param due when it is tried again; null when the last attempt was made: then the institution
 *     decides
 */
record Undelivered(long number, int attempts, Instant first, @Nullable Instant due) {}
