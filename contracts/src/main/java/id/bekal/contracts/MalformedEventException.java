package id.bekal.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A record on a topic that is no event of ours. Trying again cannot help: it belongs with the dead
 * letters.
 */
public final class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
