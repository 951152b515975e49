package id.bekal.certification.paper;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A paper as a scanner sees it, and what its codes carry, unpacked without the service's code. */
final class ScannedPaper {

    private static final String BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private ScannedPaper() {}

    static BufferedImage page(byte[] pdf, int number, int dpi) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(number - 1, dpi);
        }
    }

    /** The texts of all QR codes on a page. */
    static List<String> codes(byte[] pdf, int page, int dpi) throws IOException {
        BufferedImage image = page(pdf, page, dpi);
        int width = image.getWidth();
        int height = image.getHeight();
        var source =
                new RGBLuminanceSource(
                        width, height, image.getRGB(0, 0, width, height, null, 0, width));
        try {
            Result[] results =
                    new QRCodeMultiReader()
                            .decodeMultiple(
                                    new BinaryBitmap(new HybridBinarizer(source)),
                                    Map.of(DecodeHintType.TRY_HARDER, true));
            return Arrays.stream(results).map(Result::getText).toList();
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    /** The compact JWS that a code carries: RFC 9285, RFC 1950, RFC 7515. */
    static String unpacked(String code) throws DataFormatException {
        var deflated = new ByteArrayOutputStream();
        for (int i = 0; i < code.length(); i += 3) {
            int rest = Math.min(3, code.length() - i);
            int value = 0;
            for (int j = rest - 1; j >= 0; j--) {
                value = value * 45 + BASE45.indexOf(code.charAt(i + j));
            }
            if (rest == 3) {
                deflated.write(value >> 8);
            }
            deflated.write(value);
        }
        Inflater inflater = new Inflater();
        inflater.setInput(deflated.toByteArray());
        byte[] room = new byte[1_000_000];
        int length = inflater.inflate(room);
        inflater.end();
        String[] lines = new String(room, 0, length, StandardCharsets.UTF_8).split("\n");
        return encoded(lines[0]) + '.' + encoded(lines[1]) + '.' + lines[2];
    }

    private static String encoded(String line) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(line.getBytes(StandardCharsets.UTF_8));
    }
}
