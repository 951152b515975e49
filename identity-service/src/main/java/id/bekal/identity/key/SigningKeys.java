package id.bekal.identity.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

/** The keys of this provider: one signs, all that are published verify. */
public interface SigningKeys {

    /** The key that signs now, with its private part, id and algorithm. */
    JWK current();

    /** All keys that verify a token still in use, or soon will; private parts included. */
    JWKSet published();
}
