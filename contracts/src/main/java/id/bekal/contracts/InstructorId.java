package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An instructor of a provider. */
public record InstructorId(@JsonValue String value) implements Id {

    @JsonCreator
    public InstructorId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
