package id.bekal.identity;

import org.jspecify.annotations.Nullable;

/** A setting, or the file it names, is missing or malformed: the service cannot start with it. */
public final class UnusableSettingException extends RuntimeException {

    private final String action;

    /**
     * @param setting the property's name
     * @param problem what is wrong, as the rest of a sentence that begins with the setting; it must
     *     not quote a secret
     * @param action what the operator should do, a full sentence
     */
    public UnusableSettingException(String setting, String problem, String action) {
        this(setting, problem, action, null);
    }

    /** As {@link #UnusableSettingException(String, String, String)}, caused by something. */
    public UnusableSettingException(
            String setting, String problem, String action, @Nullable Throwable cause) {
        super(setting + " " + problem, cause);
        this.action = action;
    }

    /** What the operator should do about it. */
    public String action() {
        return action;
    }
}
