package id.bekal.platform.web;

/**
 * There is no such resource, or it belongs to another institution: the caller cannot tell which.
 * Answered with 404.
 */
public final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotFoundException() {
        super("not found");
    }
}
