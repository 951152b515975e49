package id.bekal.certification.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

import id.bekal.certification.certificate.Title;
import id.bekal.certification.holder.Holder;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class DrawingPapersTests {

    private final DrawingPapers drawing = new DrawingPapers();

    static Stream<Sheet> sheets() {
        return Stream.of(
                SheetFixture.training(),
                SheetFixture.training(
                        SheetFixture.LONG_NAME,
                        SheetFixture.longUnits(25),
                        SheetFixture.custom(),
                        SheetFixture.CREDENTIAL),
                SheetFixture.training(
                        SheetFixture.SULASTRI, List.of(), SheetFixture.jpegLook(), null),
                SheetFixture.statement(),
                SheetFixture.competence(),
                strange(),
                coded(SheetFixture.training()),
                coded(
                        SheetFixture.training(
                                SheetFixture.LONG_NAME,
                                SheetFixture.manyUnits(12),
                                SheetFixture.custom(),
                                null)),
                coded(SheetFixture.training(SheetFixture.SULASTRI, List.of(), Look.DEFAULT, null)));
    }

    /** With a code of the credential. */
    private static Sheet coded(Sheet sheet) {
        return SheetFixture.coded(sheet, CredentialFixture.unsigned(sheet));
    }

    /** Letters of other scripts, controls, what no font has. */
    private static Sheet strange() {
        return SheetFixture.training(
                new Holder("Щукин Δ 李 \t\u0007\uDBFF\uDFFF é\u0323", "\n", null),
                SheetFixture.units(),
                Look.DEFAULT,
                null);
    }

    /** What objects to a file as PDF/A; the rules, each with the first place. */
    static List<String> objections(byte[] pdf, PDFAFlavour flavour) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour)) {
            ValidationResult result =
                    Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            List<String> objections =
                    result.getTestAssertions().stream()
                            .filter(test -> test.getStatus() == TestAssertion.Status.FAILED)
                            .map(test -> test.getRuleId() + " " + test.getMessage())
                            .distinct()
                            .toList();
            assertThat(result.isCompliant()).as("%s", objections).isEqualTo(objections.isEmpty());
            assertThat(result.getTotalAssertions()).isGreaterThan(100);
            return objections;
        }
    }

    @Nested
    class AsAnArchive {

        @ParameterizedTest
        @MethodSource("id.bekal.certification.paper.DrawingPapersTests#sheets")
        void isPdfA3u(Sheet sheet) throws Exception {
            assertThat(objections(drawing.draw(sheet), PDFAFlavour.PDFA_3_U)).isEmpty();
        }

        @Test
        void wouldBeToldIfItWereNot() throws Exception {
            try (PDDocument document = Loader.loadPDF(drawing.draw(SheetFixture.training()))) {
                document.getDocumentCatalog().setOutputIntents(List.of());
                var out = new java.io.ByteArrayOutputStream();
                document.save(out);
                assertThat(objections(out.toByteArray(), PDFAFlavour.PDFA_3_U)).isNotEmpty();
            }
        }

        @Test
        void carriesTheCredential() throws IOException {
            try (PDDocument document = opened(SheetFixture.training())) {
                var names = document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
                assertThat(names).containsOnlyKeys("credential.jwt");
                PDComplexFileSpecification file = names.get("credential.jwt");
                assertThat(file.getEmbeddedFile().getSubtype()).isEqualTo("application/vc+jwt");
                assertThat(new String(file.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8))
                        .isEqualTo(SheetFixture.CREDENTIAL);
                assertThat(file.getCOSObject().getNameAsString(COSName.AF_RELATIONSHIP))
                        .isEqualTo("Data");
            }
        }

        @Test
        void carriesNothingWhenThereIsNoCredential() throws IOException {
            try (PDDocument document = opened(SheetFixture.statement())) {
                assertThat(document.getDocumentCatalog().getNames()).isNull();
                assertThat(document.getDocumentCatalog().getCOSObject().getItem(COSName.AF))
                        .isNull();
            }
        }

        @Test
        void tellsInItsMetadataWhatIsPrintedAndNoMore() throws IOException {
            try (PDDocument document = opened(SheetFixture.training())) {
                var information = document.getDocumentInformation();
                assertThat(information.getMetadataKeys())
                        .containsExactlyInAnyOrder("Title", "Producer", "CreationDate");
                assertThat(information.getProducer()).isEqualTo("Bekal");
                assertThat(information.getTitle())
                        .isEqualTo("Training Certificate 00017/BLK-MADIUN/2026");
                assertThat(information.getCreationDate().toInstant())
                        .isEqualTo("2026-11-20T00:00:00Z");
                String xmp =
                        new String(
                                document.getDocumentCatalog().getMetadata().toByteArray(),
                                StandardCharsets.UTF_8);
                assertThat(xmp).contains("Bekal").doesNotContain("Sulastri", "1995", "PDFBox");
                assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("id-ID");
            }
        }

        @Test
        void embedsAllFonts() throws IOException {
            try (PDDocument document = opened(SheetFixture.training())) {
                for (PDPage page : document.getPages()) {
                    for (COSName name : page.getResources().getFontNames()) {
                        assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                    }
                }
            }
        }
    }

    @Nested
    class Again {

        @ParameterizedTest
        @MethodSource("id.bekal.certification.paper.DrawingPapersTests#sheets")
        void givesTheSameBytes(Sheet sheet) {
            byte[] first = drawing.draw(sheet);
            for (int i = 0; i < 5; i++) {
                assertThat(new DrawingPapers().draw(sheet)).isEqualTo(first);
                assertThat(drawing.draw(sheet)).isEqualTo(first);
            }
        }

        @Test
        void givesOtherBytesForAnotherName() {
            Sheet other =
                    SheetFixture.training(
                            new Holder("Sulastri Wulandarj", "Magetan", LocalDate.of(1995, 3, 17)),
                            SheetFixture.units(),
                            Look.DEFAULT,
                            SheetFixture.CREDENTIAL);
            assertThat(drawing.draw(other)).isNotEqualTo(drawing.draw(SheetFixture.training()));
        }
    }

    @Nested
    class OnPaper {

        @ParameterizedTest
        @MethodSource("id.bekal.certification.paper.DrawingPapersTests#sheets")
        void isA4InLandscapeWithAllTextInsideTheFrame(Sheet sheet) throws IOException {
            try (PDDocument document = opened(sheet)) {
                for (PDPage page : document.getPages()) {
                    assertThat(page.getMediaBox().getWidth()).isEqualTo(PDRectangle.A4.getHeight());
                    assertThat(page.getMediaBox().getHeight()).isEqualTo(PDRectangle.A4.getWidth());
                }
                for (TextPosition letter : letters(document)) {
                    assertThat(letter.getXDirAdj()).isGreaterThan(36);
                    assertThat(letter.getXDirAdj() + letter.getWidthDirAdj())
                            .isLessThan(Leaf.WIDTH - 36);
                    assertThat(letter.getYDirAdj()).isBetween(36f, Leaf.HEIGHT - 36);
                }
            }
        }

        @Test
        void saysAllInBothLanguages() throws IOException {
            assertThat(page(SheetFixture.training(), 1))
                    .contains(
                            "SERTIFIKAT PELATIHAN",
                            "Training Certificate",
                            "No. 00017/BLK-MADIUN/2026",
                            "UPT Balai Latihan Kerja Madiun",
                            "Sulastri Wulandari",
                            "lahir di Magetan, 17 Maret 1995",
                            "born in Magetan, 17 March 1995",
                            "Juru Las SMAW",
                            "SMAW Welder",
                            "160 JP (jam pelatihan)",
                            "160 training hours of 45 minutes",
                            "Madiun, 20 November 2026",
                            SheetFixture.VERIFY);
            assertThat(page(SheetFixture.training(), 2))
                    .contains(
                            "C.24LAS01.028.1",
                            "Mengelas pelat posisi 3G dengan proses SMAW",
                            "Welding plates in position 3G by SMAW",
                            "Kompeten",
                            "Competent",
                            "1 JP = 45 menit / 45 minutes",
                            "Halaman 2 dari 2 / Page 2 of 2");
        }

        @Test
        void saysUntilWhenCompetenceIsValidAndNoHours() throws IOException {
            assertThat(page(SheetFixture.competence(), 1))
                    .contains(
                            "SERTIFIKAT KOMPETENSI",
                            "Plate Welder SMAW 3G/PF – KKNI Level 2",
                            "Berlaku sampai 23 November 2029",
                            "Valid until 23 November 2029")
                    .doesNotContain("JP");
            assertThat(page(SheetFixture.competence(), 2)).doesNotContain("JP");
        }

        @Test
        void saysWhatWasAttainedAndWhatNot() throws IOException {
            Sheet sheet =
                    SheetFixture.training(
                            SheetFixture.SULASTRI, SheetFixture.longUnits(5), Look.DEFAULT, null);
            assertThat(page(SheetFixture.statement(), 1))
                    .contains(
                            "SURAT KETERANGAN", "Statement of Attainment", "lahir 2 Januari 2001");
            assertThat(page(sheet, 2) + page(sheet, 3))
                    .contains("Belum kompeten", "Not yet competent");
        }

        @Test
        void hasAllOfALongName() throws IOException {
            Sheet sheet =
                    SheetFixture.training(
                            SheetFixture.LONG_NAME, SheetFixture.units(), Look.DEFAULT, null);
            assertThat(page(sheet, 1).replaceAll("\\s+", " "))
                    .contains(Pen.plain(SheetFixture.LONG_NAME.name()));
        }

        @Test
        void hasAllOfAnEndlessName() throws IOException {
            String name = "Wijayakusumawardhani".repeat(20);
            Sheet sheet =
                    SheetFixture.training(
                            new Holder(name, null, null), SheetFixture.units(), Look.DEFAULT, null);
            assertThat(page(sheet, 1).replaceAll("\\s+", "")).contains(name);
        }

        @Test
        void continuesManyUnitsOnFurtherPages() throws IOException {
            Sheet sheet =
                    SheetFixture.training(
                            SheetFixture.SULASTRI, SheetFixture.longUnits(25), Look.DEFAULT, null);
            try (PDDocument document = opened(sheet)) {
                assertThat(document.getNumberOfPages()).isGreaterThan(3);
                String all = new PDFTextStripper().getText(document);
                for (int i = 1; i <= 25; i++) {
                    assertThat(all).contains("lindungan lingkungan ke-" + i);
                }
            }
        }

        @Test
        void hasNoBackWithoutUnits() throws IOException {
            Sheet sheet =
                    SheetFixture.training(SheetFixture.SULASTRI, List.of(), Look.DEFAULT, null);
            try (PDDocument document = opened(sheet)) {
                assertThat(document.getNumberOfPages()).isEqualTo(1);
            }
        }

        @Test
        void namesWhoSigns() throws IOException {
            Sheet sheet =
                    SheetFixture.training(
                            SheetFixture.SULASTRI,
                            SheetFixture.units(),
                            SheetFixture.custom(),
                            null);
            assertThat(page(sheet, 1))
                    .contains("Drs. H. Bambang Suryanto, M.M.", "NIP 19700101 199503 1 001");
        }

        @Test
        void showsACodeThatLeadsToItsVerification() throws Exception {
            try (PDDocument document = opened(SheetFixture.training())) {
                BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 110);
                int width = image.getWidth();
                int height = image.getHeight();
                int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
                var bitmap =
                        new BinaryBitmap(
                                new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
                assertThat(new QRCodeReader().decode(bitmap).getText())
                        .isEqualTo(SheetFixture.VERIFY);
            }
        }

        @Test
        void isDrawnInTheIssuersColours() throws IOException {
            Sheet sheet =
                    SheetFixture.training(
                            SheetFixture.SULASTRI,
                            SheetFixture.units(),
                            SheetFixture.custom(),
                            null);
            try (PDDocument document = opened(sheet)) {
                BufferedImage image = new PDFRenderer(document).renderImageWithDPI(1, 72);
                // the head of the table
                assertThat(image.getRGB(300, 118) & 0xFFFFFF).isEqualTo(0x7A1F2B);
            }
        }

        @Test
        void leavesOutATitleThatHasNoEnglish() throws IOException {
            Sheet full = SheetFixture.training();
            Sheet sheet =
                    new Sheet(
                            full.kind(),
                            full.number(),
                            full.holder(),
                            new Title("Juru Las", null),
                            full.field(),
                            full.hours(),
                            full.units(),
                            full.issuerName(),
                            full.issuerCity(),
                            full.issuedOn(),
                            null,
                            null,
                            full.verifyUrl(),
                            full.code(),
                            null,
                            null,
                            full.look());
            assertThat(page(sheet, 1)).contains("Juru Las").doesNotContain("null", "Welder");
        }
    }

    private PDDocument opened(Sheet sheet) throws IOException {
        return Loader.loadPDF(drawing.draw(sheet));
    }

    private String page(Sheet sheet, int number) throws IOException {
        try (PDDocument document = opened(sheet)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(number);
            stripper.setEndPage(number);
            return stripper.getText(document);
        }
    }

    private static List<TextPosition> letters(PDDocument document) throws IOException {
        List<TextPosition> letters = new ArrayList<>();
        new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition text) {
                letters.add(text);
            }
        }.getText(document);
        assertThat(letters).hasSizeGreaterThan(200);
        return letters;
    }
}
