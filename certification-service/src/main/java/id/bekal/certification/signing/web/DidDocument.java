package id.bekal.certification.signing.web;

import com.fasterxml.jackson.annotation.JsonProperty;

import id.bekal.certification.issuer.PublicUrl;
import id.bekal.certification.signing.Keychain;

import java.util.List;
import java.util.Map;

/**
 * Where the world finds an issuer's public keys (W3C DID Core 1.0, did:web). Retired keys stay in
 * {@code assertionMethod}: what they signed while they did so is as good as ever.
 */
record DidDocument(
        @JsonProperty("@context") List<String> context,
        String id,
        List<Method> verificationMethod,
        List<String> assertionMethod) {

    record Method(String id, String type, String controller, Map<String, String> publicKeyJwk) {}

    static DidDocument of(Keychain keychain, PublicUrl publicUrl) {
        String did = publicUrl.did(keychain.id());
        List<Method> methods =
                keychain.keys().stream()
                        .map(
                                key ->
                                        new Method(
                                                did + '#' + key.id(),
                                                "JsonWebKey",
                                                did,
                                                Map.of(
                                                        "kty", "OKP",
                                                        "crv", "Ed25519",
                                                        "alg", "EdDSA",
                                                        "use", "sig",
                                                        "kid", key.id(),
                                                        "x", key.publicKey())))
                        .toList();
        return new DidDocument(
                List.of("https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"),
                did,
                methods,
                methods.stream().map(Method::id).toList());
    }
}
