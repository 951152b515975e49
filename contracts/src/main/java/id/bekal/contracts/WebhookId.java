package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where an institution wants its feed to be sent. */
public record WebhookId(@JsonValue String value) implements Id {

    @JsonCreator
    public WebhookId {
        Id.valid(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
