package id.bekal.events.feed.web;

import id.bekal.contracts.EventTypes;
import id.bekal.platform.web.InvalidInputException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What callers of every door may ask for. */
public final class FeedQuery {

    /** By record name, {@code ProgramCompleted}, and by wire name. */
    private static final Map<String, String> TYPES =
            EventTypes.all().stream()
                    .flatMap(
                            type ->
                                    java.util.stream.Stream.of(
                                            Map.entry(type.getSimpleName(), EventTypes.name(type)),
                                            Map.entry(
                                                    EventTypes.name(type), EventTypes.name(type))))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private FeedQuery() {}

    /**
     * Wire names of a list with commas between, {@code ProgramCompleted,CertificateIssued}; empty
     * for all types.
     *
     * @throws InvalidInputException on an unknown one
     */
    public static Set<String> types(@Nullable String names) {
        if (names == null || names.isBlank()) {
            return Set.of();
        }
        return Arrays.stream(names.split(",", -1)).map(FeedQuery::type).collect(Collectors.toSet());
    }

    private static String type(String name) {
        String type = TYPES.get(name.strip());
        if (type == null) {
            throw new InvalidInputException("types", "UNKNOWN_TYPE");
        }
        return type;
    }
}
