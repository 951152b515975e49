package id.bekal.certification.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;

class PdfAttachmentsTests {

    private static final String ONE = "aa.bb." + signature("one");
    private static final String OTHER = "aa.bb." + signature("other");

    /** 64 bytes that nothing makes smaller, as a signature is. */
    private static String signature(String of) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-512")
                                    .digest(of.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class Finding {

        @ParameterizedTest
        @CsvSource({"true,true", "true,false", "false,true", "false,false"})
        void findsWhatAPdfLibraryAttached(boolean deflated, boolean compressed) {
            byte[] pdf = PdfFixture.with(deflated, compressed, ONE);
            assertThat(PdfAttachments.isPdf(pdf)).isTrue();
            assertThat(PdfAttachments.credentialsIn(pdf)).containsExactly(ONE);
        }

        @Test
        void findsTheLargest() {
            String largest =
                    "a".repeat(CompactCredential.MOST - ONE.length() + 2) + ONE.substring(2);
            assertThat(largest).hasSize(CompactCredential.MOST);
            for (boolean deflated : new boolean[] {true, false}) {
                assertThat(PdfAttachments.credentialsIn(PdfFixture.with(deflated, true, largest)))
                        .containsExactly(largest);
                assertThat(
                                PdfAttachments.credentialsIn(
                                        PdfFixture.with(deflated, true, 'a' + largest)))
                        .isEmpty();
            }
        }

        @Test
        void findsNothingInOneWithout() {
            assertThat(PdfAttachments.credentialsIn(PdfFixture.with(true, true))).isEmpty();
            assertThat(PdfAttachments.credentialsIn(PdfFixture.with(true, true, "no credential")))
                    .isEmpty();
        }

        @Test
        void countsTheSameOnceAndDifferentOnesTwice() {
            assertThat(PdfAttachments.credentialsIn(PdfFixture.with(true, true, ONE, ONE)))
                    .containsExactly(ONE);
            assertThat(PdfAttachments.credentialsIn(PdfFixture.with(true, true, ONE, OTHER, ONE)))
                    .containsExactly(ONE, OTHER);
        }

        @Test
        void takesOnlyAPdfForOne() {
            assertThat(PdfAttachments.isPdf(ONE.getBytes(StandardCharsets.US_ASCII))).isFalse();
            assertThat(PdfAttachments.isPdf(new byte[0])).isFalse();
            assertThat(PdfAttachments.isPdf(("x".repeat(1019) + "%PDF-").getBytes())).isTrue();
            assertThat(PdfAttachments.isPdf(("x".repeat(1020) + "%PDF-").getBytes())).isFalse();
        }
    }

    /** As large as a file may be; none takes more than a moment, or memory worth speaking of. */
    @Nested
    @Timeout(5)
    class Hostile {

        private static byte[] repeated(String text) {
            return ("%PDF-1.7 "
                            + text.repeat((CheckingCredentials.LARGEST_FILE - 9) / text.length()))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        private static final byte[] BOMB = bomb();

        /** Half a gigabyte in half a megabyte. */
        private static byte[] bomb() {
            var out = new ByteArrayOutputStream();
            out.writeBytes(
                    "%PDF-1.7 1 0 obj<</Filter/FlateDecode>>stream\n"
                            .getBytes(StandardCharsets.US_ASCII));
            try (var deflater = new DeflaterOutputStream(out)) {
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 512; i++) {
                    deflater.write(zeros);
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return out.toByteArray();
        }

        @Test
        void inflatesNoBomb() {
            assertThat(BOMB).hasSizeLessThan(CheckingCredentials.LARGEST_FILE);
            assertThat(PdfAttachments.credentialsIn(BOMB)).isEmpty();
        }

        /**
         * Each gives as much as one may; the last of 127 leaves the credential room, of 128 none.
         */
        @ParameterizedTest
        @CsvSource({"127,1", "128,0"})
        void inflatesSoMuchOfAllTogether(int bombs, int found) throws Exception {
            var out = new ByteArrayOutputStream();
            out.writeBytes("%PDF-1.7 ".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i <= bombs; i++) {
                out.writeBytes("stream\n".getBytes(StandardCharsets.US_ASCII));
                try (var deflated = new DeflaterOutputStream(out)) {
                    deflated.write(
                            i < bombs
                                    ? new byte[CompactCredential.MOST + 1]
                                    : ONE.getBytes(StandardCharsets.US_ASCII));
                }
                out.writeBytes("\nendstream\n".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(PdfAttachments.credentialsIn(out.toByteArray())).hasSize(found);
        }

        @Test
        void isNotLedAroundByManyStreams() {
            assertThat(PdfAttachments.credentialsIn(repeated("stream\n"))).isEmpty();
            assertThat(
                            PdfAttachments.credentialsIn(
                                    repeated("stream\nx\u009c" + "z".repeat(62) + "endstream")))
                    .isEmpty();
            assertThat(PdfAttachments.credentialsIn(repeated("endstream"))).isEmpty();
        }

        @Test
        void isNotFedEmptyBlocksForEver() {
            // stored blocks of no bytes: much input, no output
            assertThat(
                            PdfAttachments.credentialsIn(
                                    repeated(
                                            "stream\nx\u0001" + "\0\0\0\u00ff\u00ff".repeat(3000))))
                    .isEmpty();
        }

        @Test
        void stopsAtADictionaryItDoesNotHave() {
            assertThat(
                            PdfAttachments.credentialsIn(
                                    repeated(
                                            "stream\nx\u00bb\0\0\0\u0001"
                                                    + "\0".repeat(60)
                                                    + "endstream")))
                    .isEmpty();
        }
    }
}
