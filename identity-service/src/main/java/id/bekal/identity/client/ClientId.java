package id.bekal.identity.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import id.bekal.contracts.Id;

/**
 * A client's id, which is also the name it authenticates with and the {@code sub} of its tokens.
 */
public record ClientId(@JsonValue String value) implements Id {

    @JsonCreator
    public ClientId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
