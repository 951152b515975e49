package id.bekal.events.webhook;

import org.jspecify.annotations.Nullable;

/**
 * Numbers that the feed no longer had when they could be sent.
 *
 * @param count how many of those from first to last
 */
public record Missed(long first, long last, long count) {

    /** These, and those that were missed before. */
    Missed and(@Nullable Missed before) {
        return before == null
                ? this
                : new Missed(
                        Math.min(before.first, first),
                        Math.max(before.last, last),
                        before.count + count);
    }
}
