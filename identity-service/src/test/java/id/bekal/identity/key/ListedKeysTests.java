package id.bekal.identity.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import id.bekal.identity.UnusableSettingException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ListedKeysTests {

    @TempDir Path folder;

    @Nested
    class Reading {

        @Test
        void signsWithTheFirstAndKeepsTheOthersForVerification() throws Exception {
            ECKey first = new ECKeyGenerator(Curve.P_256).generate();
            ECKey retired = new ECKeyGenerator(Curve.P_256).keyID("2025").generate().toPublicJWK();

            ListedKeys keys = ListedKeys.read(file(first, retired));

            assertThat(keys.current().getKeyID()).isEqualTo(first.computeThumbprint().toString());
            assertThat(keys.current().getAlgorithm().getName()).isEqualTo("ES256");
            assertThat(keys.published().getKeys()).extracting(JWK::getKeyID).contains("2025");
        }

        @Test
        void signsRs256WithAnRsaKey() throws Exception {
            ListedKeys keys = ListedKeys.read(file(new RSAKeyGenerator(2048).generate()));

            assertThat(keys.current().getAlgorithm().getName()).isEqualTo("RS256");
        }

        @Test
        void refusesAMissingFileAndOneThatIsNoKeySet() throws Exception {
            refused(folder.resolve("absent.json"), "cannot be read");
            refused(
                    Files.writeString(folder.resolve("text.json"), "{\"d\": \"s3cret"),
                    "no JWK set");
            refused(file(), "no key");
        }

        @Test
        void refusesAFirstKeyThatCannotSign() throws Exception {
            refused(file(new ECKeyGenerator(Curve.P_256).generate().toPublicJWK()), "not private");
        }

        @Test
        void refusesSymmetricAndUnusualKeys() throws Exception {
            refused(file(new OctetSequenceKeyGenerator(256).generate()), "neither P-256 nor RSA");
            refused(file(new ECKeyGenerator(Curve.P_384).generate()), "neither P-256 nor RSA");
        }

        @Test
        void refusesTwoKeysOfOneId() throws Exception {
            refused(
                    file(
                            new ECKeyGenerator(Curve.P_256).keyID("a").generate(),
                            new ECKeyGenerator(Curve.P_256).keyID("a").generate()),
                    "two keys");
        }

        private void refused(Path file, String reason) {
            assertThatThrownBy(() -> ListedKeys.read(file))
                    .isInstanceOf(UnusableSettingException.class)
                    .hasMessageContaining("bekal.identity.signing-keys")
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("s3cret");
        }
    }

    private Path file(JWK... keys) throws IOException {
        return Files.writeString(
                folder.resolve("keys.json"), new JWKSet(List.of(keys)).toString(false));
    }
}
