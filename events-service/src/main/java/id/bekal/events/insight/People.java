package id.bekal.events.insight;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * A count of people, or that it is withheld.
 *
 * @param count null while suppressed
 * @param suppressed so few that they might be known, or what would give such a count away
 */
public record People(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long count, boolean suppressed) {

    static final People WITHHELD = new People(null, true);

    static People of(long count) {
        return new People(count, false);
    }
}
