package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An institution: stable for good, whatever its name and class become. */
public record InstitutionId(@JsonValue String value) implements Id {

    @JsonCreator
    public InstitutionId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
