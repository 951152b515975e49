package id.bekal.quickstart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** Makes each key of an installation once and keeps it. */
final class Keys {

    private Keys() {}

    /**
     * Files of an installation's keys, all JWK sets.
     *
     * @param signing private, the identity service signs tokens with it (ES256)
     * @param sealingPrivate opens sealed parts: for the certification service only
     * @param sealingPublic seals them: for the training service
     */
    record KeyFiles(Path signing, Path sealingPrivate, Path sealingPublic) {}

    static KeyFiles keptIn(Path folder) {
        KeyFiles files =
                new KeyFiles(
                        folder.resolve("signing-keys.json"),
                        folder.resolve("sealing-private-keys.json"),
                        folder.resolve("sealing-public-keys.json"));
        if (!Files.exists(files.signing())) {
            Home.writePrivately(
                    files.signing(),
                    made(
                            new ECKeyGenerator(Curve.P_256)
                                    .keyUse(KeyUse.SIGNATURE)
                                    .algorithm(JWSAlgorithm.ES256)));
        }
        if (!Files.exists(files.sealingPrivate())) {
            Home.writePrivately(
                    files.sealingPrivate(),
                    made(new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.ENCRYPTION)));
            // an old public half would seal for a key that nobody holds
            deleteIfExists(files.sealingPublic());
        }
        if (!Files.exists(files.sealingPublic())) {
            Home.writePrivately(files.sealingPublic(), publicHalf(files.sealingPrivate()));
        }
        return files;
    }

    private static void deleteIfExists(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String made(JWKGenerator<ECKey> generator) {
        try {
            return new JWKSet(generator.keyIDFromThumbprint(true).generate()).toString(false);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private static String publicHalf(Path privateKeys) {
        try {
            return JWKSet.parse(Files.readString(privateKeys)).toPublicJWKSet().toString(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            // its words may quote the key, so it is no cause either
            throw new IllegalStateException(privateKeys + " is no JWK set");
        }
    }
}
