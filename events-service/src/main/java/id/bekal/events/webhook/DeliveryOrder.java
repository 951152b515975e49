package id.bekal.events.webhook;

/** In which order a webhook is sent what is in its feed. */
public enum DeliveryOrder {
    /** One at a time, the next only after the one before has arrived. */
    ORDERED,
    /** Several at a time; one that fails holds up no other. */
    PARALLEL
}
