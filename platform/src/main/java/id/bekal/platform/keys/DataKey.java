package id.bekal.platform.keys;

/**
 * The key of one person's data, encrypted under a master key: what is stored. Deleting it makes all
 * that was encrypted with it unreadable for good.
 *
 * @param wrapped Base64 of the ciphertext, which begins with the master key's id
 */
public record DataKey(String wrapped) {

    @Override
    public String toString() {
        return "DataKey[…]";
    }
}
