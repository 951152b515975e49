package id.bekal.certification.paper;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import javax.imageio.ImageIO;

/**
 * Writes the pictures of docs/images: the argument is the folder. A second one is that of the
 * scanned page which quickstart's tests check: src/test/resources/qr.
 */
final class PicturesOfPapers {

    private static final int DPI = 104;
    private static final int SCANNER_DPI = 200;

    private PicturesOfPapers() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        sheets.put("training", SheetFixture.training());
        sheets.put(
                "long-name",
                SheetFixture.training(
                        SheetFixture.LONG_NAME, SheetFixture.units(), Look.DEFAULT, null));
        sheets.put(
                "many-units",
                SheetFixture.training(
                        SheetFixture.SULASTRI, SheetFixture.longUnits(25), Look.DEFAULT, null));
        sheets.put("statement", SheetFixture.statement());
        sheets.put("competence", SheetFixture.competence());
        sheets.put(
                "template",
                SheetFixture.training(
                        SheetFixture.SULASTRI, SheetFixture.units(), SheetFixture.custom(), null));
        KeyPair pair = CredentialFixture.key();
        Sheet coded =
                SheetFixture.training(
                        SheetFixture.LONG_NAME, SheetFixture.manyUnits(12), Look.DEFAULT, null);
        sheets.put("code", SheetFixture.coded(coded, CredentialFixture.signed(coded, pair)));
        DrawingPapers drawing = new DrawingPapers();
        if (arguments.length > 1) {
            writeScanned(drawing, sheets, pair, Path.of(arguments[1]));
        }
        for (Map.Entry<String, Sheet> sheet : sheets.entrySet()) {
            byte[] pdf = drawing.draw(sheet.getValue());
            try (PDDocument document = Loader.loadPDF(pdf)) {
                PDFRenderer renderer = new PDFRenderer(document);
                for (int page = 0; page < document.getNumberOfPages(); page++) {
                    write(
                            renderer.renderImageWithDPI(page, DPI),
                            folder.resolve("paper-%s-%d.png".formatted(sheet.getKey(), page + 1)));
                }
            }
        }
    }

    /** The page with the code as a scanner has it, and the key that it was signed with. */
    private static void writeScanned(
            DrawingPapers drawing, Map<String, Sheet> sheets, KeyPair pair, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("did.json"), CredentialFixture.didDocument(pair));
        byte[] pdf = drawing.draw(Objects.requireNonNull(sheets.get("code")));
        write(ScannedPaper.page(pdf, 3, SCANNER_DPI), folder.resolve("page.png"));
    }

    /** In the 256 colours it has most of, each other as the nearest: a third of the bytes. */
    private static void write(BufferedImage page, Path file) throws IOException {
        int width = page.getWidth();
        int height = page.getHeight();
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : page.getRGB(0, 0, width, height, null, 0, width)) {
            counts.merge(coarse(pixel), 1, Integer::sum);
        }
        int[] palette =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<Integer, Integer>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(256)
                        .mapToInt(Map.Entry::getKey)
                        .toArray();
        IndexColorModel colours =
                new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage small =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
        Map<Integer, Integer> indices = new HashMap<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int colour = coarse(page.getRGB(x, y));
                int index = indices.computeIfAbsent(colour, any -> nearest(palette, any));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        ImageIO.write(small, "png", file.toFile());
    }

    /** Five bits of each part, white and black as they are. */
    private static int coarse(int pixel) {
        int bits = pixel & 0xF8F8F8;
        return bits | bits >> 5 & 0x070707;
    }

    private static int nearest(int[] palette, int colour) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            long distance = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                long part = (palette[i] >> shift & 255) - (colour >> shift & 255);
                distance += part * part;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
