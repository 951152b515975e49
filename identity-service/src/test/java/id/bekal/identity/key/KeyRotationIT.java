package id.bekal.identity.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import id.bekal.identity.IdentityFixture;
import id.bekal.testing.Api;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoOperations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class KeyRotationIT {

    @TempDir Path folder;

    private IdentityFixture identity;

    @BeforeEach
    void start() throws Exception {
        identity = IdentityFixture.start(folder);
    }

    @AfterEach
    void stop() {
        identity.close();
    }

    private static SignedJWT signedBy(IdentityFixture instance) throws Exception {
        return IdentityFixture.jwt(instance.token("lapas", IdentityFixture.SECRET));
    }

    private static List<String> published(IdentityFixture instance) throws Exception {
        return JWKSet.parse(instance.get("/oauth2/jwks").body()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    private static boolean verifies(IdentityFixture instance, SignedJWT token) throws Exception {
        JWK key =
                JWKSet.parse(instance.get("/oauth2/jwks").body())
                        .getKeyByKeyId(token.getHeader().getKeyID());
        return key != null && token.verify(new ECDSAVerifier(key.toECKey()));
    }

    private Api.Answer rotate() throws Exception {
        return identity.as("operator").post("/operations/signing-keys/rotation", "");
    }

    @Test
    void publishesTheNewKeyAtOnceSignsWithItLaterAndKeepsTheOldOneWhileItsTokensLive()
            throws Exception {
        SignedJWT before = signedBy(identity);
        String former = before.getHeader().getKeyID();

        String next = rotate().expect(200).json().path("id").asString();

        assertThat(published(identity)).containsExactly(former, next);
        identity.clock().forward(Duration.ofMinutes(4));
        assertThat(signedBy(identity).getHeader().getKeyID()).isEqualTo(former);
        SignedJWT lastOfTheFormer = signedBy(identity);
        identity.clock().forward(Duration.ofMinutes(1));
        SignedJWT firstOfTheNext = signedBy(identity);
        assertThat(firstOfTheNext.getHeader().getKeyID()).isEqualTo(next);
        assertThat(verifies(identity, before)).isTrue();
        assertThat(verifies(identity, firstOfTheNext)).isTrue();
        identity.clock().forward(Duration.ofMinutes(15));
        assertThat(verifies(identity, lastOfTheFormer)).isTrue();
        identity.clock().forward(Duration.ofMinutes(1));
        assertThat(published(identity)).containsExactly(next);
    }

    @Test
    void isSeenByAnotherInstanceAndAfterARestart() throws Exception {
        try (IdentityFixture other = identity.another()) {
            assertThat(verifies(other, signedBy(identity))).isTrue();

            String next = rotate().expect(200).json().path("id").asString();
            identity.clock().forward(Duration.ofSeconds(5));
            assertThat(published(other)).contains(next);

            identity.clock().forward(Duration.ofMinutes(5));
            assertThat(signedBy(other).getHeader().getKeyID()).isEqualTo(next);
            assertThat(verifies(identity, signedBy(other))).isTrue();
        }
    }

    @Test
    void isRefusedWhileANewKeyWaits() throws Exception {
        rotate().expect(200);

        assertThat(rotate().expect(409).code()).isEqualTo("ROTATION_UNDER_WAY");
        identity.clock().forward(Duration.ofMinutes(5));
        rotate().expect(200);
    }

    @Test
    void comesByItselfAfterNinetyDaysOnce() throws Exception {
        String first = signedBy(identity).getHeader().getKeyID();
        RotatingKeys rotating = identity.bean(RotatingKeys.class);
        identity.clock().forward(Duration.ofDays(90).minusMinutes(1));
        rotating.rotateWhenDue();
        assertThat(published(identity)).containsExactly(first);

        identity.clock().forward(Duration.ofMinutes(1));
        rotating.rotateWhenDue();
        rotating.rotateWhenDue();

        assertThat(published(identity)).hasSize(2).startsWith(first);
    }

    @Test
    void isForOperators() throws Exception {
        identity.as("kanwil").post("/operations/signing-keys/rotation", "").expect(403);
        identity.as("watcher").post("/operations/signing-keys/rotation", "").expect(403);
        identity.api().post("/operations/signing-keys/rotation", "").expect(401);
    }

    @Test
    void keepsNoPrivateKeyReadable() throws Exception {
        signedBy(identity);

        assertThat(
                        identity.bean(MongoOperations.class)
                                .findAll(org.bson.Document.class, "signing_keys")
                                .toString())
                .contains("sealed")
                .doesNotContain("\"d\"");
    }

    @Test
    void isRefusedWhereTheKeysComeFromAFile() throws Exception {
        Path keys = folder.resolve("keys.json");
        Files.writeString(
                keys,
                new JWKSet(
                                new com.nimbusds.jose.jwk.gen.ECKeyGenerator(
                                                com.nimbusds.jose.jwk.Curve.P_256)
                                        .keyID("file")
                                        .generate())
                        .toString(false));
        try (IdentityFixture withFile =
                IdentityFixture.start(folder, "bekal.identity.signing-keys=" + keys)) {
            assertThat(published(withFile)).containsExactly("file");
            assertThat(
                            withFile.as("operator")
                                    .post("/operations/signing-keys/rotation", "")
                                    .expect(409)
                                    .code())
                    .isEqualTo("KEYS_COME_FROM_A_FILE");
        }
    }
}
