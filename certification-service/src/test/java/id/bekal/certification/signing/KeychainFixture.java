package id.bekal.certification.signing;

import static id.bekal.certification.holder.HolderKeyFixture.MASTER_KEYS;
import static id.bekal.certification.holder.HolderKeyFixture.NOW;

import id.bekal.contracts.InstitutionId;

/** Keys of issuers, made as the service does. */
public final class KeychainFixture {

    private KeychainFixture() {}

    /** A keychain with one key, which signs. */
    public static Keychain of(InstitutionId issuer) {
        var keychain = new Keychain(issuer, MASTER_KEYS);
        keychain.rotate(MASTER_KEYS, NOW);
        return keychain;
    }

    public static Signer signerOf(Keychain keychain) {
        return keychain.signer(MASTER_KEYS).orElseThrow();
    }
}
