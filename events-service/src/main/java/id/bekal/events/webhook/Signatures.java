package id.bekal.events.webhook;

import id.bekal.contracts.WebhookId;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.keys.MasterKeys;

import org.springframework.stereotype.Component;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of Standard Webhooks: over {@code <webhook-id>.<webhook-timestamp>.<body>}, the bytes
 * that were received, with the timestamp in whole seconds.
 */
@Component
class Signatures {

    private static final String PLACE = "webhook key";
    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A key to be stored, and what its institution is told once. */
    record Made(SigningKey key, String told) {}

    /** Signs with one key. */
    interface Signer {
        /** {@code v1,…} or {@code v1a,…}. */
        String sign(byte[] content);
    }

    /** A webhook's keys, opened. */
    static final class Keys {

        private record Opened(SigningKey stored, Signer signer) {}

        private final List<Opened> keys;

        private Keys(List<Opened> keys) {
            this.keys = keys;
        }

        /** The header: a signature of each key that signs at that time, the newest first. */
        String header(String id, Instant at, byte[] body) {
            byte[] content = content(id, at, body);
            return keys.reversed().stream()
                    .filter(key -> key.stored().signs(at))
                    .map(key -> key.signer().sign(content))
                    .collect(Collectors.joining(" "));
        }
    }

    private final MasterKeys masterKeys;

    Signatures(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    DataKey newDataKey(WebhookId webhook) {
        return masterKeys.newDataKey(webhook.value());
    }

    /** A new key; it {@code told} is {@code whsec_…}, or for Ed25519 the public {@code whpk_…}. */
    Made make(WebhookId webhook, DataKey under, SignatureKind kind, Instant at) {
        MasterKeys.Cipher cipher = masterKeys.open(under, webhook.value());
        switch (kind) {
            case HMAC -> {
                byte[] secret = new byte[SECRET_BYTES];
                RANDOM.nextBytes(secret);
                String encoded = Base64.getEncoder().encodeToString(secret);
                return new Made(
                        new SigningKey(kind, cipher.encrypt(PLACE, encoded), null, at, null),
                        "whsec_" + encoded);
            }
            case ED25519 -> {
                KeyPair pair = newPair();
                byte[] info = pair.getPublic().getEncoded();
                // the key itself is what SubjectPublicKeyInfo ends with
                String told =
                        "whpk_"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                Arrays.copyOfRange(
                                                        info, info.length - 32, info.length));
                String encoded = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
                return new Made(
                        new SigningKey(kind, cipher.encrypt(PLACE, encoded), told, at, null), told);
            }
        }
        throw new IllegalArgumentException(kind.name());
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance(ED25519).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Keys open(Webhook webhook) {
        MasterKeys.Cipher cipher = masterKeys.open(webhook.key(), webhook.id().value());
        return new Keys(
                webhook.keys().stream()
                        .map(
                                key ->
                                        new Keys.Opened(
                                                key,
                                                signer(
                                                        key.kind(),
                                                        Base64.getDecoder()
                                                                .decode(
                                                                        cipher.decrypt(
                                                                                PLACE,
                                                                                key.encrypted())))))
                        .toList());
    }

    private static Signer signer(SignatureKind kind, byte[] key) {
        return switch (kind) {
            case HMAC -> hmac(key);
            case ED25519 -> ed25519(key);
        };
    }

    static Signer hmac(byte[] secret) {
        var key = new SecretKeySpec(secret, HMAC);
        return content -> {
            try {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(key);
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("could not sign", e);
            }
        };
    }

    private static Signer ed25519(byte[] encoded) {
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(ED25519).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key is not readable", e);
        }
        return content -> {
            try {
                Signature signature = Signature.getInstance(ED25519);
                signature.initSign(key);
                signature.update(content);
                return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("could not sign", e);
            }
        };
    }

    static byte[] content(String id, Instant at, byte[] body) {
        byte[] before = (id + '.' + at.getEpochSecond() + '.').getBytes(StandardCharsets.UTF_8);
        var content = new ByteArrayOutputStream(before.length + body.length);
        content.writeBytes(before);
        content.writeBytes(body);
        return content.toByteArray();
    }
}
