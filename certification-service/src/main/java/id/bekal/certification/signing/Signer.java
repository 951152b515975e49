package id.bekal.certification.signing;

import id.bekal.contracts.InstitutionId;

import java.security.PrivateKey;

/** An issuer's key, open in memory: keep it no longer than what is being signed takes. */
public final class Signer {

    private final InstitutionId issuer;
    private final String keyId;
    private final PrivateKey key;

    Signer(InstitutionId issuer, String keyId, PrivateKey key) {
        this.issuer = issuer;
        this.keyId = keyId;
        this.key = key;
    }

    public InstitutionId issuer() {
        return issuer;
    }

    public String keyId() {
        return keyId;
    }

    /** The 64 bytes of RFC 8032. */
    public byte[] sign(byte[] message) {
        return Ed25519.sign(key, message);
    }
}
