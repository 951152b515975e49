package id.bekal.quickstart;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import javax.imageio.ImageIO;

/** Texts as a QR code carries them, and pictures of the codes. */
final class QrFixture {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private QrFixture() {}

    static String packed(String text) {
        var zipped = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(zipped, new Deflater(9))) {
            deflating.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = zipped.toByteArray();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 2) {
            boolean two = i + 1 < bytes.length;
            int value = two ? (bytes[i] & 255) << 8 | bytes[i + 1] & 255 : bytes[i] & 255;
            for (int j = two ? 3 : 2; j > 0; j--) {
                letters.append(LETTERS.charAt(value % 45));
                value /= 45;
            }
        }
        return letters.toString();
    }

    /** The codes in a row on white. */
    static byte[] picture(String format, String... texts) {
        int side = 480;
        BufferedImage image =
                new BufferedImage(
                        side * Math.max(1, texts.length), side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), side);
        graphics.dispose();
        try {
            for (int i = 0; i < texts.length; i++) {
                BitMatrix code =
                        new QRCodeWriter().encode(texts[i], BarcodeFormat.QR_CODE, side, side);
                for (int x = 0; x < side; x++) {
                    for (int y = 0; y < side; y++) {
                        image.setRGB(i * side + x, y, code.get(x, y) ? 0 : 0xffffff);
                    }
                }
            }
            var out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (WriterException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
