package id.bekal.quickstart.stories;

/** A story could not go on: the system answered other than it must. */
public final class StoryFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoryFailedException(String message) {
        super(message);
    }
}
