package id.bekal.certification.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.codec.binary.Base45;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

class PackedCredentialTests {

    private static final int MOST = 16 * 1024;
    private static final String HEADER =
            "{\"alg\":\"EdDSA\",\"typ\":\"vc+jwt\",\"cty\":\"vc\",\"kid\":\"did:web:a#key-1\"}";
    private static final String SIGNATURE = "Kx8_-".repeat(17) + "A";

    private static String encoded(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String jws(String payload) {
        return encoded(HEADER) + '.' + encoded(payload) + '.' + SIGNATURE;
    }

    private static String packed(byte[] lines, Deflater deflater) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(out, deflater)) {
            deflated.write(lines);
        }
        return new Base45().encodeToString(out.toByteArray());
    }

    private static String packed(String lines) throws IOException {
        return packed(lines.getBytes(StandardCharsets.UTF_8), new Deflater(9));
    }

    @Nested
    class Packing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"a\":1}",
                    "{\"name\":\"Щукин Žižkov 李\",\"escaped\":\"a\\nb\"}",
                    "{ \"order\" : [ 2, 1 ],\t\"spaces\" : true }"
                })
        void comesBackBitForBit(String payload) {
            String jws = jws(payload);
            assertThat(PackedCredential.unpack(PackedCredential.pack(jws), MOST)).isEqualTo(jws);
        }

        @Test
        void takesOnlyLettersOfTheAlphanumericMode() {
            assertThat(PackedCredential.pack(jws("{\"a\":\"Sulastri Wulandari\"}")))
                    .matches("NCF[0-9A-Z $%*+./:-]+");
        }

        /** Inji's {@code generateQRData} of a text: zlib at its best, in Base45, no header. */
        @Test
        void isAsPixelPassPacksTheThreeLines() throws IOException {
            String payload = "{\"a\":\"Sulastri Wulandari\"}";
            assertThat(PackedCredential.pack(jws(payload)))
                    .isEqualTo(packed(HEADER + '\n' + payload + '\n' + SIGNATURE));
        }

        @Test
        void takesHalfOfWhatTheCompactFormTakes() throws IOException {
            String payload =
                    "{\"alignment\":["
                            + "{\"type\":[\"Alignment\"],\"targetFramework\":\"SKKNI\"},".repeat(40)
                            + "{}]}";
            assertThat(PackedCredential.pack(jws(payload)).length())
                    .isLessThan(packed(jws(payload)).length());
        }
    }

    @Nested
    class Unpacking {

        private final String code = PackedCredential.pack(jws("{\"a\":\"Sulastri Wulandari\"}"));
        private final String jws = jws("{\"a\":\"Sulastri Wulandari\"}");

        @Test
        void takesACompactJwsThatWasPackedAsItIs() throws IOException {
            assertThat(PackedCredential.unpack(packed(jws), MOST)).isEqualTo(jws);
        }

        @Test
        void doesNotMindBreaksAndWhatStandsAround() {
            String broken = "\ufeff  " + code.replaceAll("(.{20})", "$1\r\n") + " \n";
            assertThat(PackedCredential.unpack(broken, MOST)).isEqualTo(jws);
            assertThat(PackedCredential.unpack(code.replace(' ', '\u00a0'), MOST)).isEqualTo(jws);
        }

        @Test
        void mindsEachLetter() {
            for (int i = 0; i < code.length(); i++) {
                char other = code.charAt(i) == 'A' ? 'B' : 'A';
                String changed = code.substring(0, i) + other + code.substring(i + 1);
                assertThat(PackedCredential.unpack(changed, MOST)).isNotEqualTo(jws);
                assertThat(
                                PackedCredential.unpack(
                                        code.substring(0, i) + code.substring(i + 1), MOST))
                        .isNotEqualTo(jws);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "A", "NCF", ":::", "GGW", "QED8WEX0", "abc", "Ü"})
        void findsNothingInWhatIsNotPacked(String text) {
            assertThat(PackedCredential.unpack(text, MOST)).isEmpty();
        }

        @Test
        void takesNothingBehindItsEndNorADictionary() throws IOException {
            byte[] deflated = new Base45().decode(code);
            byte[] longer = Arrays.copyOf(deflated, deflated.length + 2);
            assertThat(PackedCredential.unpack(new Base45().encodeToString(longer), MOST))
                    .isEmpty();
            byte[] shorter = Arrays.copyOf(deflated, deflated.length - 1);
            assertThat(PackedCredential.unpack(new Base45().encodeToString(shorter), MOST))
                    .isEmpty();
            Deflater withDictionary = new Deflater(9);
            withDictionary.setDictionary(HEADER.getBytes(StandardCharsets.UTF_8));
            assertThat(
                            PackedCredential.unpack(
                                    packed(
                                            (HEADER + "\n{}\n" + SIGNATURE)
                                                    .getBytes(StandardCharsets.UTF_8),
                                            withDictionary),
                                    MOST))
                    .isEmpty();
        }

        @Test
        void takesOutNoMoreThanItMay() throws IOException {
            assertThat(PackedCredential.unpack(packed("a".repeat(MOST)), MOST)).hasSize(MOST);
            assertThat(PackedCredential.unpack(packed("a".repeat(MOST + 1)), MOST))
                    .hasSize(MOST + 1);
            // two megabytes from the largest code there is
            String bomb = packed("a".repeat(2_500_000));
            assertThat(bomb.length()).isBetween(3_000, PackedCredential.MOST);
            assertThat(PackedCredential.unpack(bomb, MOST)).hasSize(MOST + 1);
        }

        @Test
        void takesNoMoreThanACodeHolds() throws IOException {
            // stored, so that its length follows from that of the text
            byte[] lines = new byte[2_864 - 11];
            Arrays.fill(lines, (byte) 'a');
            String longest = packed(lines, new Deflater(Deflater.NO_COMPRESSION));
            assertThat(longest).hasSize(PackedCredential.MOST);
            assertThat(PackedCredential.unpack(longest, MOST)).hasSize(lines.length);
            String longer =
                    packed(
                            Arrays.copyOf(lines, lines.length + 1),
                            new Deflater(Deflater.NO_COMPRESSION));
            assertThat(longer.length()).isGreaterThan(PackedCredential.MOST);
            assertThat(PackedCredential.unpack(longer, MOST)).isEmpty();
        }
    }
}
