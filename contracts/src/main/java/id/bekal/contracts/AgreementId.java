package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An MoU or a cooperation agreement. */
public record AgreementId(@JsonValue String value) implements Id {

    @JsonCreator
    public AgreementId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
