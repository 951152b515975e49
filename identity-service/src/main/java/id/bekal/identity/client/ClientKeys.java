package id.bekal.identity.client;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;

import id.bekal.platform.web.InvalidInputException;

import java.text.ParseException;

/**
 * The public keys by which a client's assertions are verified: one to five, P-256 or RSA of 2048
 * bits or more. They are given, not fetched from the client's address: this service calls nobody.
 */
public record ClientKeys(String json) {

    private static final int MOST = 5;
    private static final String FIELD = "jwks";

    /**
     * @throws InvalidInputException if it is no such key set; also if a key is private, which must
     *     not have left its owner
     */
    public static ClientKeys parse(String json) {
        JWKSet keys;
        try {
            keys = JWKSet.parse(json);
        } catch (ParseException e) {
            throw new InvalidInputException(FIELD, "MALFORMED");
        }
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new InvalidInputException(FIELD, "WRONG_LENGTH");
        }
        for (JWK key : keys.getKeys()) {
            if (key.isPrivate()) {
                throw new InvalidInputException(FIELD, "PRIVATE_KEY_GIVEN");
            }
            boolean usable =
                    key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())
                            || key instanceof RSAKey rsa && rsa.size() >= 2048;
            if (!usable) {
                throw new InvalidInputException(FIELD, "KEY_NOT_P256_OR_RSA");
            }
        }
        return new ClientKeys(keys.toString(true));
    }
}
