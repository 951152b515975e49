package id.bekal.certification.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.certification.credential.PackedCredential;
import id.bekal.certification.paper.PaperSettings.Codes;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

class CredentialCodeTests {

    private final DrawingPapers drawing = new DrawingPapers();

    private static Sheet sheet(int units) {
        return SheetFixture.training(
                SheetFixture.SULASTRI, SheetFixture.manyUnits(units), Look.DEFAULT, null);
    }

    private static int pages(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    @Nested
    class OnPaper {

        /** Beneath the units where its modules have 0.4 mm, else behind them. */
        @ParameterizedTest
        @CsvSource({"0,2", "1,2", "4,2", "6,2", "8,3", "10,3", "12,3"})
        void carriesTheCredentialBehindTheUnits(int units, int page) throws Exception {
            KeyPair pair = CredentialFixture.key();
            String credential = CredentialFixture.signed(sheet(units), pair);
            byte[] pdf = drawing.draw(SheetFixture.coded(sheet(units), credential));
            assertThat(pages(pdf)).isEqualTo(page);
            assertThat(ScannedPaper.codes(pdf, 1, 200)).containsExactly(SheetFixture.VERIFY);
            List<String> codes = ScannedPaper.codes(pdf, page, 200);
            assertThat(codes).hasSize(1);
            String scanned = ScannedPaper.unpacked(codes.getFirst());
            assertThat(scanned).isEqualTo(credential);
            int end = scanned.lastIndexOf('.');
            Signature verifier = Signature.getInstance("Ed25519", "SunEC");
            verifier.initVerify(pair.getPublic());
            verifier.update(scanned.substring(0, end).getBytes(StandardCharsets.US_ASCII));
            assertThat(verifier.verify(Base64.getUrlDecoder().decode(scanned.substring(end + 1))))
                    .isTrue();
        }

        @Test
        void saysWhatItIsForInBothLanguages() throws Exception {
            byte[] pdf =
                    drawing.draw(
                            SheetFixture.coded(sheet(12), CredentialFixture.unsigned(sheet(12))));
            try (PDDocument document = Loader.loadPDF(pdf)) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(3);
                assertThat(stripper.getText(document))
                        .contains(
                                "SERTIFIKAT DIGITAL",
                                "Digital Certificate",
                                "Sulastri Wulandari",
                                "Periksa tanpa jaringan",
                                "Check without network",
                                "kamera ponsel",
                                "phone's camera",
                                "Halaman 3 dari 3 / Page 3 of 3");
            }
        }

        @Test
        void isNotThereWithoutACredentialInIt() throws Exception {
            byte[] pdf = drawing.draw(sheet(6));
            assertThat(pages(pdf)).isEqualTo(2);
            assertThat(ScannedPaper.codes(pdf, 2, 200)).isEmpty();
        }

        /** The largest code there is, on a page of its own. */
        @Test
        void isReadableAtItsLongest() throws Exception {
            String letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
            String code =
                    "NCF"
                            + new Random(7)
                                    .ints(PackedCredential.MOST - 3, 0, letters.length())
                                    .mapToObj(i -> letters.substring(i, i + 1))
                                    .collect(Collectors.joining());
            Sheet plain = sheet(12);
            byte[] pdf = drawing.draw(SheetFixture.withCode(plain, null, code));
            assertThat(ScannedPaper.codes(pdf, 3, 300)).containsExactly(code);
            assertThatThrownBy(() -> drawing.draw(SheetFixture.withCode(plain, null, code + "A")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    @ExtendWith(OutputCaptureExtension.class)
    class Text {

        @Test
        void isThatOfTheCredentialWhereTheSettingSaysSo() {
            String credential = CredentialFixture.unsigned(sheet(6));
            assertThat(CredentialCode.text(Codes.CREDENTIAL, "1/A/2026", credential))
                    .isEqualTo(PackedCredential.pack(credential));
            assertThat(CredentialCode.text(Codes.ADDRESS, "1/A/2026", credential)).isNull();
            assertThat(CredentialCode.text(Codes.CREDENTIAL, "1/A/2026", null)).isNull();
        }

        @Test
        void isThereAsLongAsACodeHoldsIt(CapturedOutput log) {
            String fits = sized(PackedCredential.MOST);
            assertThat(CredentialCode.text(Codes.CREDENTIAL, "1/A/2026", fits))
                    .hasSize(PackedCredential.MOST);
            assertThat(log).doesNotContain("takes");
        }

        @Test
        void isNotThereWhenNoCodeHoldsIt(CapturedOutput log) {
            // of bytes two and two, in three letters each; of a single one, in two
            String tooLong = sized(PackedCredential.MOST + 2);
            assertThat(CredentialCode.text(Codes.CREDENTIAL, "1/A/2026", tooLong)).isNull();
            assertThat(log)
                    .contains("certificate 1/A/2026 takes 4298 characters", "address alone")
                    .doesNotContain(tooLong.substring(200, 260));
        }

        /** A credential that takes so many letters. */
        private static String sized(int letters) {
            Random random = new Random(17);
            StringBuilder noise = new StringBuilder();
            while (true) {
                String credential = CredentialFixture.of("{\"a\":\"" + noise + "\"}");
                int length = PackedCredential.pack(credential).length();
                if (length == letters) {
                    return credential;
                }
                assertThat(length).isLessThan(letters);
                int more = Math.max(1, (letters - length) / 4);
                for (int i = 0; i < more; i++) {
                    noise.append((char) ('a' + random.nextInt(26)));
                }
            }
        }
    }

    @Nested
    class Setting {

        private static PaperSettings bound(String qr) {
            return new Binder(
                            new MapConfigurationPropertySource(
                                    Map.of(
                                            "bekal.paper.qr",
                                            qr,
                                            "bekal.paper.cache",
                                            "1MB",
                                            "bekal.paper.at-once",
                                            "1")))
                    .bind("bekal.paper", Bindable.of(PaperSettings.class))
                    .get();
        }

        @Test
        void isAddressOrCredential() {
            assertThat(bound("address").qr()).isEqualTo(Codes.ADDRESS);
            assertThat(bound("credential").qr()).isEqualTo(Codes.CREDENTIAL);
            assertThatThrownBy(() -> bound("both")).hasMessageContaining("bekal.paper.qr");
        }
    }
}
