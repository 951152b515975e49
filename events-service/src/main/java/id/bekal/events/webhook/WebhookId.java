package id.bekal.events.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import id.bekal.contracts.Id;

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
