package id.bekal.platform.sealing;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

/**
 * Reads the keys that sealed parts are made for: a JWK Set of P-256 keys, as JSON or as the path of
 * a file with it.
 */
public final class SealingKeys {

    private SealingKeys() {}

    /**
     * @param setting the JSON, or a file's path
     * @param name the setting's name, for the message
     * @throws IllegalStateException when there is no usable key: the service must not start
     */
    public static List<ECKey> read(String setting, String name) {
        try {
            String json =
                    setting.strip().startsWith("{") ? setting : Files.readString(Path.of(setting));
            List<ECKey> keys =
                    JWKSet.parse(json).getKeys().stream()
                            .filter(ECKey.class::isInstance)
                            .map(ECKey.class::cast)
                            .toList();
            if (!keys.isEmpty()) {
                return keys;
            }
        } catch (IOException | ParseException | RuntimeException e) {
            throw new IllegalStateException(explain(name), e);
        }
        throw new IllegalStateException(explain(name));
    }

    private static String explain(String name) {
        return name
                + " must be a JWK Set with a P-256 key, or the path of a file with one; ./bekal up"
                + " makes a pair, docs/operations.md tells how to make your own";
    }
}
