package id.bekal.events.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Why nothing is sent to a webhook.
 *
 * @param number which delivery decided it; null when the institution did
 */
public record Disabled(Because because, Instant at, @Nullable Long number) {

    public enum Because {
        /** The institution asked for it. */
        ASKED,
        /** The receiver answered 410. */
        GONE,
        /** Nothing arrived for 75 hours, though it was tried. */
        NOTHING_ARRIVED,
        /** The next in order did not arrive for 75 hours. */
        ORDER_BLOCKED,
        /** As many did not arrive for 75 hours, each, as are kept. */
        TOO_MANY_UNDELIVERED
    }
}
