package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One meeting of a class. */
public record SessionId(@JsonValue String value) implements Id {

    @JsonCreator
    public SessionId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
