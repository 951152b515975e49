package id.bekal.quickstart.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** The first two are the published examples of Standard Webhooks. */
class SigningKeyTests {

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final String BODY = "{\"test\": 2432232314}";

    @Test
    void signsByHmacAsPublished() {
        assertThat(
                        SigningKey.Hmac.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                                .sign(ID, TIMESTAMP, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void signsByEd25519AsPublished() {
        assertThat(
                        SigningKey.Ed25519.of("whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=")
                                .sign(ID, TIMESTAMP, BODY))
                .isEqualTo(
                        "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==");
    }

    @Test
    void tellsThePublicKeyOfAPrivateOneInPem() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
        SigningKey key = SigningKey.Ed25519.of(pem);
        byte[] info = pair.getPublic().getEncoded();
        assertThat(key.told())
                .isEqualTo(
                        "whpk_"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                Arrays.copyOfRange(
                                                        info, info.length - 32, info.length)));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(pair.getPublic());
        verifier.update((ID + "." + TIMESTAMP + "." + BODY).getBytes());
        String signature = key.sign(ID, TIMESTAMP, BODY);
        assertThat(verifier.verify(Base64.getDecoder().decode(signature.substring(4)))).isTrue();
    }

    @Test
    void isAnotherOneThanAStrangersOfTheSameKind() {
        for (SigningKey key :
                new SigningKey[] {SigningKey.Hmac.made(), SigningKey.Ed25519.made()}) {
            String ours = key.sign(ID, TIMESTAMP, BODY);
            String others = key.stranger().sign(ID, TIMESTAMP, BODY);
            assertThat(others).hasSameSizeAs(ours).isNotEqualTo(ours);
            assertThat(others.split(",")[0]).isEqualTo(ours.split(",")[0]);
        }
    }
}
