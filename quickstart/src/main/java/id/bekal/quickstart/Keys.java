package id.bekal.quickstart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** Makes each key of an installation once and keeps it. */
final class Keys {

    private Keys() {}

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The services that seal what they keep, each under keys of its own. */
    static final List<String> SEALING = List.of("training", "certification", "events", "identity");

    /**
     * Files of an installation's keys.
     *
     * @param signing a private JWK set, the identity service signs tokens with it (ES256)
     */
    record KeyFiles(Path folder, Path signing) {

        /** The Tink keyset under which a service encrypts what it seals. */
        Path masterKeys(String service) {
            return folder.resolve(service + "-master-keys.json");
        }

        /** The key of a service's hashes. */
        Path hashKey(String service) {
            return folder.resolve(service + "-hash-key.txt");
        }
    }

    static KeyFiles keptIn(Path folder) {
        KeyFiles files = new KeyFiles(folder, folder.resolve("signing-keys.json"));
        keep(
                files.signing(),
                () ->
                        made(
                                new ECKeyGenerator(Curve.P_256)
                                        .keyUse(KeyUse.SIGNATURE)
                                        .algorithm(JWSAlgorithm.ES256)));
        for (String service : SEALING) {
            keep(files.masterKeys(service), Keys::masterKeys);
            keep(files.hashKey(service), () -> Base64.getEncoder().encodeToString(random()) + "\n");
        }
        return files;
    }

    private static void keep(Path file, Supplier<String> made) {
        if (!Files.exists(file)) {
            Home.writePrivately(file, made.get());
        }
    }

    /** A Tink keyset of one AES-256-GCM key, in its JSON form. */
    private static String masterKeys() {
        // google.crypto.tink.AesGcmKey as protobuf: field 3, 32 bytes
        byte[] key = ByteBuffer.allocate(34).put((byte) 0x1a).put((byte) 32).put(random()).array();
        int id = RANDOM.nextInt(1, Integer.MAX_VALUE);
        return """
                {"primaryKeyId":%d,"key":[{"keyData":{\
                "typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
                "value":"%s","keyMaterialType":"SYMMETRIC"},\
                "status":"ENABLED","keyId":%d,"outputPrefixType":"TINK"}]}
                """
                .formatted(id, Base64.getEncoder().encodeToString(key), id);
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String made(JWKGenerator<ECKey> generator) {
        try {
            return new JWKSet(generator.keyIDFromThumbprint(true).generate()).toString(false);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }
}
