package id.bekal.gateway.problem;

/** A request body is, or turns out to be, larger than its route permits. */
public final class PayloadTooLargeException extends RuntimeException {

    public PayloadTooLargeException(long limit) {
        // made once per refused request: a stack trace would tell nothing and cost much
        super("more than " + limit + " bytes", null, false, false);
    }
}
