package id.bekal.training.program;

/** Where the class is held. */
public enum DeliveryMode {
    AT_PRISON,
    AT_PROVIDER,
    /** The provider comes with a vehicle (MTU). */
    MOBILE_UNIT
}
