package id.bekal.quickstart.conformance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What deliveries are signed with, by Standard Webhooks 1.0.0. */
interface SigningKey {

    /**
     * A part of {@code webhook-signature}, over {@code id.timestamp.body}.
     *
     * @param timestamp as its header has it
     */
    String sign(String id, String timestamp, String body);

    /** What the receiver has to know: {@code whsec_…} or {@code whpk_…}. */
    String told();

    /** What nobody may read, without its prefix. */
    String hidden();

    /** Another of the same kind, which the receiver does not know. */
    SigningKey stranger();

    /** How receivers compute it that do so wrongly; by what they do. */
    Map<Text, Signer> mistakes();

    /** As {@link #sign}. */
    interface Signer {
        String sign(String id, String timestamp, String body);
    }

    private static byte[] content(String id, String timestamp, String body) {
        return (id + '.' + timestamp + '.' + body).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String text, String prefix) {
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("this does not begin with " + prefix);
        }
        try {
            return Base64.getDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("what is behind " + prefix + " is not Base64", e);
        }
    }

    /** {@code v1}: HMAC-SHA256 with a secret that both sides know. */
    final class Hmac implements SigningKey {

        private static final String PREFIX = "whsec_";
        private static final String ALGORITHM = "HmacSHA256";
        private static final int BYTES = 32;
        private static final int LEAST_BYTES = 24;
        private static final int MOST_BYTES = 64;

        private final byte[] secret;

        private Hmac(byte[] secret) {
            this.secret = secret;
        }

        static Hmac made() {
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            return new Hmac(secret);
        }

        /**
         * @throws IllegalArgumentException without the secret in its message
         */
        static Hmac of(String text) {
            byte[] secret = decoded(text, PREFIX);
            if (secret.length < LEAST_BYTES || secret.length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "a secret has 24 to 64 bytes, this one " + secret.length);
            }
            return new Hmac(secret);
        }

        @Override
        public String sign(String id, String timestamp, String body) {
            return "v1,"
                    + Base64.getEncoder()
                            .encodeToString(code(secret, content(id, timestamp, body)));
        }

        private static byte[] code(byte[] key, byte[] content) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                return mac.doFinal(content);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Map<Text, Signer> mistakes() {
            Map<Text, Signer> mistakes = new LinkedHashMap<>();
            mistakes.put(
                    new Text(
                            "penerima memakai teks rahasia sebagai kunci, termasuk whsec_: kuncinya"
                                    + " byte dari Base64 di belakangnya",
                            "the receiver takes the secret's text for the key, with whsec_: the key"
                                    + " is the bytes that the Base64 behind it stands for"),
                    new Hmac(told().getBytes(StandardCharsets.UTF_8))::sign);
            mistakes.put(
                    new Text(
                            "penerima memakai teks Base64 sebagai kunci, bukan byte-nya",
                            "the receiver takes the Base64 text for the key, not its bytes"),
                    new Hmac(hidden().getBytes(StandardCharsets.UTF_8))::sign);
            mistakes.put(
                    new Text(
                            "penerima menghitung dari badan saja, tanpa webhook-id dan"
                                    + " webhook-timestamp",
                            "the receiver computes over the body alone, without webhook-id and"
                                    + " webhook-timestamp"),
                    (id, timestamp, body) ->
                            "v1,"
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    code(
                                                            secret,
                                                            body.getBytes(
                                                                    StandardCharsets.UTF_8))));
            mistakes.put(
                    new Text(
                            "penerima mengharapkan heksadesimal, bukan Base64",
                            "the receiver expects hexadecimal, not Base64"),
                    (id, timestamp, body) ->
                            "v1,"
                                    + HexFormat.of()
                                            .formatHex(code(secret, content(id, timestamp, body))));
            return mistakes;
        }

        @Override
        public String told() {
            return PREFIX + hidden();
        }

        @Override
        public String hidden() {
            return Base64.getEncoder().encodeToString(secret);
        }

        @Override
        public SigningKey stranger() {
            return made();
        }
    }

    /** {@code v1a}: Ed25519; the receiver has the public key only. */
    final class Ed25519 implements SigningKey {

        private static final String PREFIX = "whsk_";
        private static final String ALGORITHM = "Ed25519";
        private static final String PEM = "-----BEGIN PRIVATE KEY-----";
        private static final int BYTES = 32;

        private final byte[] seed;
        private final KeyPair pair;

        private Ed25519(byte[] seed) {
            this.seed = seed;
            this.pair = pair(seed);
        }

        static Ed25519 made() {
            byte[] seed = new byte[BYTES];
            new SecureRandom().nextBytes(seed);
            return new Ed25519(seed);
        }

        /**
         * @param text {@code whsk_…} (the seed, or seed and public key) or PKCS 8 in PEM
         * @throws IllegalArgumentException without the key in its message
         */
        static Ed25519 of(String text) {
            if (text.contains(PEM)) {
                return new Ed25519(seedOf(text));
            }
            byte[] key = decoded(text.strip(), PREFIX);
            if (key.length != BYTES && key.length != 2 * BYTES) {
                throw new IllegalArgumentException(
                        "a private key has 32 or 64 bytes, this one " + key.length);
            }
            return new Ed25519(Arrays.copyOf(key, BYTES));
        }

        private static byte[] seedOf(String pem) {
            try {
                byte[] encoded =
                        Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
                PrivateKey key =
                        KeyFactory.getInstance(ALGORITHM)
                                .generatePrivate(new PKCS8EncodedKeySpec(encoded));
                return ((EdECPrivateKey) key).getBytes().orElseThrow();
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("this is no Ed25519 key in PKCS 8", e);
            }
        }

        /** The JDK tells no public key of a private one, but makes both of what is random. */
        private static KeyPair pair(byte[] seed) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
                generator.initialize(
                        255,
                        new SecureRandom() {
                            @Override
                            public void nextBytes(byte[] bytes) {
                                System.arraycopy(seed, 0, bytes, 0, bytes.length);
                            }
                        });
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String sign(String id, String timestamp, String body) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(pair.getPrivate());
                signature.update(content(id, timestamp, body));
                return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Map<Text, Signer> mistakes() {
            return Map.of();
        }

        @Override
        public String told() {
            byte[] info = pair.getPublic().getEncoded();
            return "whpk_"
                    + Base64.getEncoder()
                            .encodeToString(
                                    Arrays.copyOfRange(info, info.length - BYTES, info.length));
        }

        /** As a file keeps it. */
        String kept() {
            return PREFIX + hidden() + "\n";
        }

        @Override
        public String hidden() {
            return Base64.getEncoder().encodeToString(seed);
        }

        @Override
        public SigningKey stranger() {
            return made();
        }
    }
}
