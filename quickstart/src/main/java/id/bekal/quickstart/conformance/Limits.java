package id.bekal.quickstart.conformance;

import java.time.Duration;

/**
 * What a receiver has, and what the check itself takes.
 *
 * @param connect for the connection
 * @param answer until an answer begins; longer is no answer
 * @param slow until a warning
 * @param patience the longest {@code Retry-After} that is waited for
 * @param unasked how long is waited after a 429 that does not say how long
 * @param effect until what was answered with 2xx has had its effect
 * @param settle how long after that a second effect may come
 * @param mostBytes of an answer that are read
 * @param burst deliveries at once
 */
record Limits(
        Duration connect,
        Duration answer,
        Duration slow,
        Duration patience,
        Duration unasked,
        Duration effect,
        Duration settle,
        int mostBytes,
        int burst) {

    static final Limits STANDARD =
            new Limits(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1),
                    64 * 1024,
                    50);
}
