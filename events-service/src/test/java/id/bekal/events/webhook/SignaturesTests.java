package id.bekal.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.testing.TestKeys;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

class SignaturesTests {

    private static final WebhookId ID = new WebhookId("webhook-1");
    private static final Instant AT = Instant.parse("2026-11-30T01:00:00.900Z");
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private final Signatures signatures =
            new Signatures(MasterKeys.read(TestKeys.masterKeys(), "K"));
    private final DataKey key = signatures.newDataKey(ID);

    private Webhook with(SignatureKind kind, SigningKey first) {
        return new Webhook(
                ID,
                new InstitutionId("blk-1"),
                0,
                new Webhook.Wish("https://x.example", null, Set.of(), DeliveryOrder.ORDERED),
                kind,
                0,
                key,
                first,
                AT);
    }

    private static String hmac(String told, Instant at) {
        assertThat(told).startsWith("whsec_");
        byte[] secret = Base64.getDecoder().decode(told.substring("whsec_".length()));
        assertThat(secret).hasSize(32);
        return Signatures.hmac(secret).sign(Signatures.content("msg", at, BODY));
    }

    @Test
    void isWhatStandardWebhooksPublishes() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(
                        Signatures.hmac(secret)
                                .sign(
                                        Signatures.content(
                                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                                Instant.ofEpochSecond(1614265330),
                                                body)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void signsWithTheSecretThatWasTold() {
        Signatures.Made made = signatures.make(ID, key, SignatureKind.HMAC, AT);
        assertThat(made.key().publicKey()).isNull();
        assertThat(made.key().encrypted()).doesNotContain(made.told().substring(6));
        assertThat(signatures.open(with(SignatureKind.HMAC, made.key())).header("msg", AT, BODY))
                .isEqualTo(hmac(made.told(), AT));
    }

    @Test
    void signsWithAKeyWhosePublicPartWasTold() throws GeneralSecurityException {
        Signatures.Made made = signatures.make(ID, key, SignatureKind.ED25519, AT);
        String header =
                signatures.open(with(SignatureKind.ED25519, made.key())).header("msg", AT, BODY);
        assertThat(header).startsWith("v1a,");
        assertThat(made.told()).isEqualTo(made.key().publicKey());
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(publicKey(made.told()));
        verifying.update(
                ("msg." + AT.getEpochSecond() + ".{\"a\":1}").getBytes(StandardCharsets.UTF_8));
        assertThat(verifying.verify(Base64.getDecoder().decode(header.substring(4)))).isTrue();
    }

    static PublicKey publicKey(String told) throws GeneralSecurityException {
        assertThat(told).startsWith("whpk_");
        byte[] raw = Base64.getDecoder().decode(told.substring(5));
        assertThat(raw).hasSize(32);
        byte[] info = new byte[44];
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        System.arraycopy(prefix, 0, info, 0, 12);
        System.arraycopy(raw, 0, info, 12, 32);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
    }

    @Test
    void signsWithFormerKeysTooUntilTheirTimeIsOver() {
        Signatures.Made former = signatures.make(ID, key, SignatureKind.HMAC, AT);
        Webhook webhook = with(SignatureKind.HMAC, former.key());
        Signatures.Made next = signatures.make(ID, key, SignatureKind.HMAC, AT);
        webhook.add(next.key(), Duration.ofHours(24));
        Signatures.Keys keys = signatures.open(webhook);
        Instant end = AT.plus(Duration.ofHours(24));
        Instant before = end.minusMillis(1);
        assertThat(keys.header("msg", before, BODY))
                .isEqualTo(hmac(next.told(), before) + " " + hmac(former.told(), before));
        assertThat(keys.header("msg", end, BODY)).isEqualTo(hmac(next.told(), end));
    }

    @Test
    void letsABoundedNumberOfKeysSign() {
        Webhook webhook =
                with(SignatureKind.HMAC, signatures.make(ID, key, SignatureKind.HMAC, AT).key());
        for (int i = 1; i < Webhook.MOST_KEYS; i++) {
            assertThat(add(webhook, AT)).isEqualTo("Accepted");
        }
        assertThat(add(webhook, AT)).isEqualTo("Refused");
        assertThat(add(webhook, AT.plus(Duration.ofHours(1)))).isEqualTo("Accepted");
        assertThat(webhook.keys()).hasSize(2);
    }

    private String add(Webhook webhook, Instant at) {
        return webhook.add(
                        signatures.make(ID, key, SignatureKind.HMAC, at).key(), Duration.ofHours(1))
                .getClass()
                .getSimpleName();
    }
}
