package id.bekal.training.learner;

import id.bekal.platform.keys.DataKey;

/**
 * Who a learner is, as it is stored.
 *
 * @param key the learner's own; without it nothing of this, and no register number, can be read
 * @param encrypted the {@link Identity}
 * @param nameHash keyed, of the name: by it alone a name is found
 */
public record SealedIdentity(DataKey key, String encrypted, String nameHash) {

    SealedIdentity under(DataKey rewrapped) {
        return new SealedIdentity(rewrapped, encrypted, nameHash);
    }
}
