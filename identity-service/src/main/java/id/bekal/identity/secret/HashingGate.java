package id.bekal.identity.secret;

import id.bekal.identity.IdentitySettings;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets so many slow hashes be computed at a time and no more. A flood of sign-ins then waits here,
 * each for two seconds at most, while tokens are issued and keys are served as ever.
 */
@Component
public class HashingGate {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Semaphore places;

    public HashingGate(IdentitySettings settings) {
        this.places = new Semaphore(settings.signIn().hashesInFlight());
    }

    /**
     * @throws BusyException if no place became free in time; nothing was computed
     */
    public <T> T within(Supplier<T> hashing) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
        try {
            return hashing.get();
        } finally {
            places.release();
        }
    }

    /** Too many ask at once: try again in a moment. */
    public static final class BusyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BusyException() {
            super("too many hashes in flight");
        }
    }
}
