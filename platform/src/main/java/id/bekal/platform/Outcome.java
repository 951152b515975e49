package id.bekal.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What a command led to: it was accepted, or a rule refused it and nothing changed. */
public sealed interface Outcome<T> {

    record Accepted<T>(T value) implements Outcome<T> {}

    /**
     * @param because the rule that objected
     * @param details what the rule saw, such as the quota and how much of it is used; shown to the
     *     caller
     */
    record Refused<T>(Rule because, Map<String, Object> details) implements Outcome<T> {}

    static <T> Outcome<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Outcome<T> refused(Rule because) {
        return new Refused<>(because, Map.of());
    }

    /** With details as name, value, name, value … */
    static <T> Outcome<T> refused(Rule because, Object... details) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < details.length; i += 2) {
            named.put((String) details[i], details[i + 1]);
        }
        return new Refused<>(because, named);
    }

    default <R> Outcome<R> map(Function<T, R> function) {
        return switch (this) {
            case Accepted<T>(T value) -> new Accepted<>(function.apply(value));
            case Refused<T>(Rule because, Map<String, Object> details) ->
                    new Refused<>(because, details);
        };
    }

    default <R> Outcome<R> then(Function<T, Outcome<R>> function) {
        return switch (this) {
            case Accepted<T>(T value) -> function.apply(value);
            case Refused<T>(Rule because, Map<String, Object> details) ->
                    new Refused<>(because, details);
        };
    }
}
