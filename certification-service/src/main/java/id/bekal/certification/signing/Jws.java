package id.bekal.certification.signing;

import id.bekal.certification.issuer.PublicUrl;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A credential secured as a compact JWS (W3C VC-JOSE-COSE section 3.1.1): the payload is the
 * credential itself.
 */
public final class Jws {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Jws() {}

    /**
     * @param credential in the order of its members
     */
    public static String sign(Signer signer, PublicUrl publicUrl, Map<String, ?> credential) {
        // all but the key's id is the same for each, and none of it needs escaping
        String header =
                "{\"alg\":\"EdDSA\",\"typ\":\"vc+jwt\",\"cty\":\"vc\",\"kid\":\""
                        + publicUrl.did(signer.issuer())
                        + '#'
                        + signer.keyId()
                        + "\"}";
        String signed =
                BASE64URL.encodeToString(header.getBytes(StandardCharsets.UTF_8))
                        + '.'
                        + BASE64URL.encodeToString(JSON.writeValueAsBytes(credential));
        return signed
                + '.'
                + BASE64URL.encodeToString(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }
}
