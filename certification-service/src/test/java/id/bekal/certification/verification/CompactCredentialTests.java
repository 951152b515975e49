package id.bekal.certification.verification;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.certification.credential.PackedCredential;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

class CompactCredentialTests {

    private static final String KID = "\"kid\":\"did:web:localhost:issuers:a#key-1\"";
    private static final String SIGNATURE = "A".repeat(86);

    private static String encoded(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String jws(String header, String payload) {
        return encoded(header) + '.' + encoded(payload) + '.' + SIGNATURE;
    }

    private static String good() {
        return jws(
                "{\"alg\":\"EdDSA\",\"typ\":\"vc+jwt\",\"cty\":\"vc\"," + KID + "}", "{\"a\":1}");
    }

    @Nested
    class Reading {

        @Test
        void takesACompactJws() {
            CompactCredential credential = CompactCredential.read(good()).credential();
            assertThat(credential).isNotNull();
            assertThat(credential.keyId()).isEqualTo("did:web:localhost:issuers:a#key-1");
            assertThat(credential.signed())
                    .asString()
                    .isEqualTo(good().substring(0, good().lastIndexOf('.')));
            assertThat(credential.members()).hasToString("{\"a\":1}");
        }

        @Test
        void doesNotMindHowItWasBrokenIntoLines() {
            String broken = "\ufeff " + good().replaceAll("(.{20})", "$1\r\n\t\u00a0") + "\n";
            assertThat(CompactCredential.read(broken).credential())
                    .usingRecursiveComparison()
                    .isEqualTo(CompactCredential.read(good()).credential());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n\n"})
        void hasNothingInEmptyText(String text) {
            assertThat(CompactCredential.read(text).otherwise()).isEqualTo(Verdict.NOTHING_GIVEN);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x",
                    "a.b.c",
                    "http://localhost:8080/verify/aaaaaaaaaaaaaaaaaaaaaaaaaa",
                    "{\"payload\":\"\",\"signatures\":[]}"
                })
        void refusesWhatIsNoCompactJws(String text) {
            assertThat(CompactCredential.read(text).otherwise())
                    .isEqualTo(Verdict.NOT_A_CREDENTIAL);
        }

        @Test
        void refusesASignatureOfAnotherSize() {
            String text = good();
            assertThat(CompactCredential.read(text + "A").otherwise())
                    .isEqualTo(Verdict.NOT_A_CREDENTIAL);
            assertThat(CompactCredential.read(text.substring(0, text.length() - 1)).otherwise())
                    .isEqualTo(Verdict.NOT_A_CREDENTIAL);
        }

        @Test
        void looksAtSoManyCharactersAndNoMore() {
            String longest = sized(CompactCredential.MOST);
            assertThat(longest).hasSize(CompactCredential.MOST);
            assertThat(CompactCredential.read(longest).credential()).isNotNull();
            assertThat(CompactCredential.read(longest + "\n\n").credential()).isNotNull();
            assertThat(CompactCredential.read('A' + longest).otherwise())
                    .isEqualTo(Verdict.TOO_LARGE);
        }

        private static String sized(int size) {
            for (int spaces = 0; ; spaces++) {
                String header = "{\"alg\":\"EdDSA\"," + KID + " ".repeat(spaces) + "}";
                int room = size - encoded(header).length() - 2 - SIGNATURE.length();
                if (room % 4 == 0) {
                    String payload = "{\"a\":1" + " ".repeat(room / 4 * 3 - 7) + "}";
                    return jws(header, payload);
                }
            }
        }
    }

    @Nested
    class InACode {

        @Test
        void isReadAsTheCompactForm() {
            String code = PackedCredential.pack(good());
            assertThat(CompactCredential.read(code).credential())
                    .usingRecursiveComparison()
                    .isEqualTo(CompactCredential.read(good()).credential());
            assertThat(CompactCredential.read(code.replaceAll("(.{30})", "$1\r\n")).credential())
                    .isNotNull();
        }

        @Test
        void isSubjectToTheSameRules() {
            String none = jws("{\"alg\":\"none\"," + KID + "}", "{}");
            assertThat(CompactCredential.read(PackedCredential.pack(none)).otherwise())
                    .isEqualTo(Verdict.MALFORMED);
            String noJson = jws("alg=EdDSA", "{}");
            assertThat(CompactCredential.read(PackedCredential.pack(noJson)).otherwise())
                    .isEqualTo(Verdict.NOT_A_CREDENTIAL);
            assertThat(CompactCredential.read("NCFABC").otherwise())
                    .isEqualTo(Verdict.NOT_A_CREDENTIAL);
        }

        @Test
        void isReadUpToTheSameSize() {
            String longest = Reading.sized(CompactCredential.MOST);
            assertThat(CompactCredential.read(PackedCredential.pack(longest)).credential())
                    .isNotNull();
            // base64url is never one character longer than whole groups
            String longer = Reading.sized(CompactCredential.MOST + 2);
            assertThat(CompactCredential.read(PackedCredential.pack(longer)).otherwise())
                    .isEqualTo(Verdict.TOO_LARGE);
            String bomb = jws("{\"alg\":\"EdDSA\"}", " ".repeat(2_500_000));
            assertThat(PackedCredential.pack(bomb).length())
                    .isLessThanOrEqualTo(PackedCredential.MOST);
            assertThat(CompactCredential.read(PackedCredential.pack(bomb)).otherwise())
                    .isEqualTo(Verdict.TOO_LARGE);
        }
    }

    @Nested
    class Header {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"alg\":\"none\",%s}",
                    "{\"alg\":\"HS256\",%s}",
                    "{\"alg\":\"eddsa\",%s}",
                    "{\"alg\":\"EdDSA\",\"crit\":[\"b64\"],%s}",
                    "{\"alg\":\"EdDSA\",\"b64\":false,%s}",
                    "{\"alg\":\"EdDSA\",\"jku\":\"https://evil.example/keys\",%s}",
                    "{\"alg\":\"EdDSA\",\"jwk\":{\"kty\":\"OKP\"},%s}",
                    "{\"alg\":\"EdDSA\",\"x5u\":\"https://evil.example/c\",%s}",
                    "{\"alg\":\"EdDSA\",\"x5c\":[],%s}"
                })
        void asksForNothingBeyondOurOwn(String header) {
            assertThat(CompactCredential.read(jws(header.formatted(KID), "{}")).otherwise())
                    .isEqualTo(Verdict.MALFORMED);
            assertThat(CompactCredential.read(jws(header.formatted(KID), "{}")).credential())
                    .isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"alg\":\"EdDSA\"}", "{\"alg\":\"EdDSA\",\"kid\":1}"})
        void namesItsKey(String header) {
            assertThat(CompactCredential.read(jws(header, "{}")).credential()).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "null",
                    "{",
                    "{\"alg\":1}",
                    "{\"alg\":\"EdDSA\",\"alg\":\"none\",\"kid\":\"x\"}",
                    "{\"alg\":\"EdDSA\",\"kid\":\"x\"} {}"
                })
        void isOneObjectThatSaysNothingTwice(String header) {
            assertThat(CompactCredential.read(jws(header, "{}")).otherwise())
                    .isEqualTo(Verdict.NOT_A_CREDENTIAL);
        }
    }

    @Nested
    class Payload {

        @ParameterizedTest
        @ValueSource(strings = {"[]", "1", "{\"a\":1,\"a\":2}", "{}x", "{\"a\":"})
        void isOneObjectOrNothing(String payload) {
            CompactCredential credential =
                    CompactCredential.read(jws("{\"alg\":\"EdDSA\"," + KID + "}", payload))
                            .credential();
            assertThat(credential).isNotNull();
            assertThat(credential.members()).isNull();
        }

        @Test
        void isNotFollowedIntoTheDepth() {
            String header = "{\"alg\":\"EdDSA\"," + KID + "}";
            String fits = "{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}";
            String deep = "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}";
            assertThat(CompactCredential.read(jws(header, fits)).credential().members())
                    .isNotNull();
            assertThat(CompactCredential.read(jws(header, deep)).credential().members()).isNull();
        }
    }
}
