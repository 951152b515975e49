package id.bekal.agreements.agreement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/**
 * When something happens.
 *
 * @param today the day at the institutions' place
 */
public record Moment(Instant at, LocalDate today) {

    public static Moment of(Clock clock) {
        Instant at = clock.instant();
        return new Moment(at, LocalDate.ofInstant(at, clock.getZone()));
    }
}
