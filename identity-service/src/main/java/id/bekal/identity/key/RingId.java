package id.bekal.identity.key;

import id.bekal.contracts.Id;

/** There is one ring. */
public record RingId(String value) implements Id {

    static final RingId ONLY = new RingId("ring");

    public RingId {
        Id.valid(value);
    }
}
