package id.bekal.platform.sealing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.security.Provider;
import java.text.ParseException;
import java.util.List;

/**
 * Opens what a {@link Sealer} sealed for one of our keys; retired keys stay in the set while sealed
 * parts for them exist.
 */
public final class Unsealer {

    private final List<ECKey> keys;
    private final JsonMapper json;
    private final @Nullable Provider provider;

    public Unsealer(List<ECKey> keys, JsonMapper json) {
        this(keys, json, null);
    }

    /**
     * @param provider of elliptic curves; null for the JDK's choice
     */
    public Unsealer(List<ECKey> keys, JsonMapper json, @Nullable Provider provider) {
        this.keys = keys;
        this.json = json;
        this.provider = provider;
    }

    /**
     * @throws IllegalStateException when it was not sealed for any of our keys, or was changed
     *     since
     */
    public <T> T open(String sealed, Class<T> type) {
        try {
            JWEObject part = JWEObject.parse(sealed);
            ECKey key =
                    keys.stream()
                            .filter(k -> k.getKeyID().equals(part.getHeader().getKeyID()))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "sealed for a key that is not here: "
                                                            + part.getHeader().getKeyID()));
            var decrypter = new ECDHDecrypter(key);
            if (provider != null) {
                decrypter.getJCAContext().setProvider(provider);
            }
            part.decrypt(decrypter);
            return json.readValue(part.getPayload().toBytes(), type);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("not readable with our keys", e);
        }
    }
}
