package id.bekal.training.learner;

/**
 * A register number as it is stored.
 *
 * @param encrypted under the learner's data key
 * @param hash keyed, of institution and number: by it alone the number is found
 */
public record SealedNumber(String encrypted, String hash) {}
