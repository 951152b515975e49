package id.bekal.identity.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

import id.bekal.identity.UnusableSettingException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of a file: the first signs, all verify. To rotate, put the new key first and drop the
 * old one when its last token has expired. P-256 signs ES256, RSA of 2048 bits or more signs RS256;
 * other keys are refused.
 */
final class ListedKeys implements SigningKeys {

    private static final String SETTING = "bekal.identity.signing-keys";
    private static final String ACTION =
            "Give a JSON JWK set, {\"keys\": [{\"kty\": \"EC\", \"crv\": \"P-256\", \"d\": …}]}, of"
                    + " P-256 or RSA keys of which the first is private, or leave the setting empty"
                    + " to have keys made and kept in the store.";

    private final List<JWK> keys;

    private ListedKeys(List<JWK> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The keys of a JWK set; one without an id gets its thumbprint.
     *
     * @throws UnusableSettingException if the file cannot be used; the message quotes no key
     */
    static ListedKeys read(Path file) {
        List<JWK> parsed;
        try {
            parsed = JWKSet.parse(Files.readString(file)).getKeys();
        } catch (IOException e) {
            throw unusable(file, "it does not exist or cannot be read");
        } catch (ParseException e) {
            // its words may quote the key, so it is no cause either
            throw unusable(file, "it is no JWK set");
        }
        if (parsed.isEmpty()) {
            throw unusable(file, "it holds no key");
        }
        List<JWK> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JWK key : parsed) {
            JWK signing = forSigning(file, key, keys.size() + 1);
            if (!ids.add(signing.getKeyID())) {
                throw unusable(file, "two keys have the id " + signing.getKeyID());
            }
            keys.add(signing);
        }
        if (!keys.getFirst().isPrivate()) {
            throw unusable(file, "the first key is not private, so it cannot sign");
        }
        return new ListedKeys(keys);
    }

    private static JWK forSigning(Path file, JWK key, int position) {
        try {
            String id =
                    key.getKeyID() == null ? key.computeThumbprint().toString() : key.getKeyID();
            if (key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())) {
                return new ECKey.Builder(ec)
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.ES256)
                        .build();
            }
            if (key instanceof RSAKey rsa && rsa.size() >= 2048) {
                return new RSAKey.Builder(rsa)
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .build();
            }
        } catch (JOSEException | IllegalStateException e) {
            throw unusable(file, "key " + position + " is malformed");
        }
        throw unusable(file, "key " + position + " is neither P-256 nor RSA of 2048 bits or more");
    }

    private static UnusableSettingException unusable(Path file, String reason) {
        return new UnusableSettingException(
                SETTING,
                "names an unusable file, " + file.toAbsolutePath() + ": " + reason,
                ACTION);
    }

    @Override
    public JWK current() {
        return keys.getFirst();
    }

    @Override
    public JWKSet published() {
        return new JWKSet(keys);
    }
}
