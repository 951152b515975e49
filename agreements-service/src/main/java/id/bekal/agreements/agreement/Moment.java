package id.bekal.agreements.agreement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * When something happens.
 *
 * @param today the day at the institutions' place
 */
public record Moment(Instant at, LocalDate today) {

    public static Moment of(Clock clock) {
        // what the store keeps: an answer reads the same before and after it was saved
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Moment(at, LocalDate.ofInstant(at, clock.getZone()));
    }
}
