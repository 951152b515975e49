package id.bekal.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Real tokens, signed by a key of this JVM that {@link TestServers#jwks()} publishes. */
public final class TestTokens {

    public static final String ISSUER = "https://identity.test";
    public static final String ALL_SCOPES =
            "institutions.write agreements.read agreements.write training.read training.write"
                    + " certificates.read certificates.write events.read events.write accounts operations";

    private static final ECKey KEY = key();

    private TestTokens() {}

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID("test")
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String publicKeys() {
        return new JWKSet(KEY).toString(true);
    }

    /** A valid token of an institution's client and operator, with every scope. */
    public static String of(String institution, String kind) {
        return of(institution, kind, ALL_SCOPES);
    }

    public static String of(String institution, String kind, String scopes) {
        return of(institution, kind, scopes, List.of("INTEGRATOR", "OPERATOR"));
    }

    /** A valid token of one who has these roles at the institution; the subject names them. */
    public static String of(String institution, String kind, String scopes, List<String> roles) {
        return token(
                claims ->
                        claims.claim("institution", institution)
                                .claim("kind", kind)
                                .subject(
                                        institution
                                                + "-"
                                                + String.join("-", roles).toLowerCase(Locale.ROOT))
                                .claim("roles", roles)
                                .claim("scope", scopes));
    }

    /** A token whose claims are changed from those of a valid one. */
    public static String token(Consumer<JWTClaimsSet.Builder> change) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("bekal")
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        change.accept(claims);
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test").build(),
                            claims.build());
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tokens that look good and are not, by what is wrong with them. */
    public static Map<String, String> bad() {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("another issuer", signed(header(), good().issuer("https://evil.test"), KEY));
        bad.put("another audience", signed(header(), good().audience("someone-else"), KEY));
        bad.put("no audience", signed(header(), good().audience((String) null), KEY));
        bad.put("expired", signed(header(), good().expirationTime(new Date(0)), KEY));
        bad.put("no expiry", signed(header(), good().expirationTime(null), KEY));
        bad.put(
                "not valid yet",
                signed(
                        header(),
                        good().notBeforeTime(Date.from(Instant.now().plusSeconds(3600))),
                        KEY));
        ECKey stranger = key();
        bad.put("a stranger's key", signed(header(), good(), stranger));
        bad.put("an unknown key id", signed(header().keyID("../../test"), good(), stranger));
        bad.put(
                "a key it brings along",
                signed(header().keyID("own").jwk(stranger.toPublicJWK()), good(), stranger));
        bad.put(
                "a key at its own address",
                signed(
                        header().keyID("own").jwkURL(URI.create("http://127.0.0.1:9/jwks")),
                        good(),
                        stranger));
        bad.put(
                "another type",
                signed(header().type(new JOSEObjectType("secevent+jwt")), good(), KEY));
        String valid = signed(header(), good(), KEY);
        String[] parts = valid.split("\\.");
        bad.put("no algorithm", new PlainJWT(good().build()).serialize());
        bad.put("no signature", parts[0] + "." + parts[1] + ".");
        bad.put(
                "changed claims",
                parts[0]
                        + "."
                        + Base64URL.encode(good().claim("institution", "other").build().toString())
                        + "."
                        + parts[2]);
        bad.put("the public key as a secret", hmac());
        return bad;
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test");
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("bekal")
                .subject("matrix-client")
                .claim("institution", "matrix")
                .claim("kind", "BLK")
                .claim("roles", List.of("INTEGRATOR", "HEAD", "OPERATOR"))
                .claim("scope", ALL_SCOPES)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String signed(JWSHeader.Builder header, JWTClaimsSet.Builder claims, ECKey key) {
        try {
            var token = new SignedJWT(header.build(), claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** HS256 with what everyone can read, the oldest trick. */
    private static String hmac() {
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(),
                            good().build());
            token.sign(new MACSigner(publicKeys().getBytes(StandardCharsets.UTF_8)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
