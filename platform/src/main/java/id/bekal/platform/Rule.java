package id.bekal.platform;

/**
 * A business rule that may object; each service lists its own in an enum. The name is the stable
 * code that callers see in a refusal, and the key of its text in the service's {@code problems}
 * messages.
 */
public interface Rule {
    String name();
}
