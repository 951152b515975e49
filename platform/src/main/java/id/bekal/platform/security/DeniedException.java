package id.bekal.platform.security;

import org.springframework.security.access.AccessDeniedException;

/** The table of rules does not let the caller do this. */
public final class DeniedException extends AccessDeniedException {

    private final String code;

    DeniedException(String code) {
        super(code);
        this.code = code;
    }

    /** SCOPE_MISSING, ROLE_MISSING or RELATION_MISSING. */
    public String code() {
        return code;
    }
}
