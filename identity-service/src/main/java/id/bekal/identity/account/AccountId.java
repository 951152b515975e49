package id.bekal.identity.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import id.bekal.contracts.Id;

/** An account's id: says nothing of the person, and is the {@code sub} of its tokens. */
public record AccountId(@JsonValue String value) implements Id {

    @JsonCreator
    public AccountId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
