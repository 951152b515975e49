package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A curriculum of a provider; a version is counted beside it. */
public record CurriculumId(@JsonValue String value) implements Id {

    @JsonCreator
    public CurriculumId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
