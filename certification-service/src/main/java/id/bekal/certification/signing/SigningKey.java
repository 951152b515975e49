package id.bekal.certification.signing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One Ed25519 key of an issuer's.
 *
 * @param id names it within the issuer's DID document
 * @param publicKey the JWK's {@code x}
 * @param sealed the private key (PKCS#8), encrypted with the keychain's data key
 * @param retiredAt since when it only verifies; null while it signs
 */
public record SigningKey(
        String id,
        String publicKey,
        String sealed,
        Instant createdAt,
        @Nullable Instant retiredAt) {

    boolean signs() {
        return retiredAt == null;
    }

    SigningKey retired(Instant at) {
        return new SigningKey(id, publicKey, sealed, createdAt, at);
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
