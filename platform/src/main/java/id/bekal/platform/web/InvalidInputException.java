package id.bekal.platform.web;

/** A value of the request is malformed. Answered with 400, the field, and the code's text. */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String field;
    private final String code;

    /**
     * @param field path of the field in the request, {@code units[2].hours}
     * @param code key of its text in the {@code problems} messages
     */
    public InvalidInputException(String field, String code) {
        super(field + ": " + code);
        this.field = field;
        this.code = code;
    }

    public String field() {
        return field;
    }

    public String code() {
        return code;
    }
}
