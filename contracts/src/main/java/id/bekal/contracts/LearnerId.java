package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The pseudonym of a person trained: says nothing of who or where the person is. */
public record LearnerId(@JsonValue String value) implements Id {

    @JsonCreator
    public LearnerId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
