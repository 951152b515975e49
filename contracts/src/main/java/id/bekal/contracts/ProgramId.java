package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One delivery of a curriculum to one class. */
public record ProgramId(@JsonValue String value) implements Id {

    @JsonCreator
    public ProgramId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
