package id.bekal.gateway.problem;

import java.time.Duration;

/** A service is left alone for a while, since it failed too often. */
public final class RestingServiceException extends RuntimeException {

    private final transient Duration wait;

    /**
     * @param wait after which it is worth trying again
     */
    public RestingServiceException(Duration wait) {
        super("it failed too often", null, false, false);
        this.wait = wait;
    }

    Duration tryAgainAfter() {
        return wait;
    }
}
