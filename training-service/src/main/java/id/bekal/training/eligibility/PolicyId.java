package id.bekal.training.eligibility;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import id.bekal.contracts.Id;

/** An eligibility policy. */
public record PolicyId(@JsonValue String value) implements Id {

    @JsonCreator
    public PolicyId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
