package id.bekal.certification.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

class Ed25519Tests {

    private static final byte[] MESSAGE = "sertifikat".getBytes(StandardCharsets.UTF_8);

    @Test
    void signsWithTheFastProviderOnThisMachine() {
        assertThat(Ed25519.provider()).isEqualTo("AmazonCorrettoCryptoProvider");
    }

    @Test
    void signsLikeTheJdk() throws Exception {
        var pair = Ed25519.newPair();
        Signature jdk = Signature.getInstance("Ed25519", "SunEC");
        jdk.initSign(
                KeyFactory.getInstance("Ed25519", "SunEC")
                        .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())));
        jdk.update(MESSAGE);
        assertThat(Ed25519.sign(pair.getPrivate(), MESSAGE)).isEqualTo(jdk.sign());
    }

    @Test
    void verifiesByThePublicKeyAlone() {
        var pair = Ed25519.newPair();
        byte[] signature = Ed25519.sign(pair.getPrivate(), MESSAGE);
        String x = Ed25519.x(pair.getPublic());
        assertThat(Ed25519.verify(x, MESSAGE, signature)).isTrue();
        signature[7] ^= 1;
        assertThat(Ed25519.verify(x, MESSAGE, signature)).isFalse();
        assertThat(Ed25519.verify(x, MESSAGE, new byte[3])).isFalse();
        assertThat(Ed25519.verify(Ed25519.x(Ed25519.newPair().getPublic()), MESSAGE, signature))
                .isFalse();
    }
}
