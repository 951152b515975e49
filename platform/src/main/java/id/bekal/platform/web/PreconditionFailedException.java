package id.bekal.platform.web;

/**
 * The caller's {@code If-Match} names a version that is no longer the current one. Answered with
 * 412.
 */
public final class PreconditionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PreconditionFailedException() {
        super("If-Match does not name the current version");
    }
}
