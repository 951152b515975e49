package id.bekal.contracts;

import java.util.regex.Pattern;

/**
 * The identity of something that services share. Each kind has its own type, so that two ids cannot
 * be swapped; on the wire and in the store it is a plain string of 1 to 64 letters, digits and
 * {@code . _ -}.
 */
public interface Id {

    Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    String value();

    /**
     * Returns {@code value}, or throws {@link IllegalArgumentException} when it does not have the
     * {@link #SHAPE}.
     */
    static String valid(String value) {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an id has 1 to 64 letters, digits, dots, dashes or underscores");
        }
        return value;
    }
}
