package id.bekal.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Real tokens, signed by a key of this JVM that {@link TestServers#jwks()} publishes. */
public final class TestTokens {

    public static final String ISSUER = "https://identity.test";
    public static final String ALL_SCOPES =
            "institutions.write agreements.read agreements.write training.read training.write"
                    + " certificates.read certificates.write accounts operations";

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
}
