package id.bekal.gateway.problem;

/** The caller did not send its request's body in time. */
public final class SlowRequestException extends RuntimeException {

    public SlowRequestException() {
        super("the body did not come in time", null, false, false);
    }
}
