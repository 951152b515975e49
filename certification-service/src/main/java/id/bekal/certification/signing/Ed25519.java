package id.bekal.certification.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Ed25519 (RFC 8032) by the fastest provider that loads: Amazon's native one, of which 94,000
 * signatures a second and core were measured where the JDK's own makes 1,400 to 1,800, or else the
 * JDK's. Both give the same bytes.
 */
public final class Ed25519 {

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** The header of an Ed25519 SubjectPublicKeyInfo (RFC 8410 section 4), before the 32 bytes. */
    private static final byte[] SPKI_HEADER = {
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
    };

    private static final Provider PROVIDER = fastest();

    private Ed25519() {}

    private static Provider fastest() {
        Provider provider = NativeCrypto.provider();
        return provider == null ? Security.getProvider("SunEC") : provider;
    }

    /** The provider's name, for logs and benchmarks. */
    public static String provider() {
        return PROVIDER.getName();
    }

    static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance(NAME, PROVIDER).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not make a signing key", e);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME, PROVIDER);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not sign", e);
        }
    }

    /**
     * Whether the signature is of this message and key; false also for one that is no signature.
     *
     * @param x the public key as a JWK has it
     */
    public static boolean verify(String x, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(NAME, PROVIDER);
            verifier.initVerify(publicKey(x));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The raw public key as a JWK's {@code x} (RFC 8037 section 2). */
    static String x(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
    }

    private static PublicKey publicKey(String x) throws GeneralSecurityException {
        byte[] raw = Base64.getUrlDecoder().decode(x);
        byte[] encoded = Arrays.copyOf(SPKI_HEADER, SPKI_HEADER.length + raw.length);
        System.arraycopy(raw, 0, encoded, SPKI_HEADER.length, raw.length);
        return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
    }

    static PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            // never the cause: its words could quote the key
            throw new IllegalStateException("a signing key is no PKCS#8");
        }
    }
}
