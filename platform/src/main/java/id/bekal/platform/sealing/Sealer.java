package id.bekal.platform.sealing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/**
 * Seals a value for the holder of a private key: a compact JWE, ECDH-ES with A256GCM (RFC 7518).
 */
public final class Sealer {

    private final ECKey recipient;
    private final JsonMapper json;

    /**
     * @param recipients the recipient's public keys; the first is sealed for
     */
    public Sealer(List<ECKey> recipients, JsonMapper json) {
        this.recipient = recipients.getFirst();
        this.json = json;
    }

    public String seal(Object value) {
        JWEHeader header =
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                        .keyID(recipient.getKeyID())
                        .build();
        JWEObject sealed = new JWEObject(header, new Payload(json.writeValueAsString(value)));
        try {
            sealed.encrypt(new ECDHEncrypter(recipient));
        } catch (JOSEException e) {
            throw new IllegalStateException("could not seal", e);
        }
        return sealed.serialize();
    }
}
