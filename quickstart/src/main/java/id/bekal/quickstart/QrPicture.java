package id.bekal.quickstart;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A scan or a photograph of a paper, in which QR codes are looked for. */
final class QrPicture {

    /** A page at 400 dpi; of a larger picture every second pixel is looked at, or every third. */
    private static final long MOST_PIXELS = 16_000_000;

    /** A page at 250 dpi. */
    private static final long FEW_PIXELS = 6_100_000;

    /** Nothing that a camera made is larger. */
    private static final long MOST_PIXELS_IN_FILE = 200_000_000;

    private QrPicture() {}

    /** Whether these are the first bytes of a PNG or JPEG file. */
    static boolean isOne(byte[] file) {
        return startsWith(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')
                || startsWith(file, 0xff, 0xd8, 0xff);
    }

    private static boolean startsWith(byte[] file, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (file.length <= i || (file[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the QR codes in it say.
     *
     * @throws IOException when it is broken, or of more pixels than are looked at
     */
    static Set<String> texts(byte[] file) throws IOException {
        BufferedImage image = read(file);
        Set<String> texts = textsIn(source(image));
        if ((long) image.getWidth() * image.getHeight() <= FEW_PIXELS) {
            // a large code of three pixels a module is often found only when they are four
            texts.addAll(textsIn(source(largerByHalf(image))));
        }
        return texts;
    }

    private static Set<String> textsIn(LuminanceSource source) {
        Set<String> texts = new TreeSet<>();
        // the first copes with shadows, the second with noise
        for (Binarizer binarizer :
                List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
            try {
                Arrays.stream(
                                new QRCodeMultiReader()
                                        .decodeMultiple(
                                                new BinaryBitmap(binarizer),
                                                Map.of(DecodeHintType.TRY_HARDER, true)))
                        .map(Result::getText)
                        .forEach(texts::add);
            } catch (NotFoundException e) {
                // none in this way of looking
            }
        }
        return texts;
    }

    private static BufferedImage largerByHalf(BufferedImage image) {
        int width = image.getWidth() * 3 / 2;
        int height = image.getHeight() * 3 / 2;
        BufferedImage larger = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = larger.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return larger;
    }

    private static LuminanceSource source(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new RGBLuminanceSource(
                width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    private static BufferedImage read(byte[] file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS_IN_FILE) {
                    throw new IOException("too many pixels");
                }
                int step = (int) Math.ceil(Math.sqrt((double) pixels / MOST_PIXELS));
                ImageReadParam every = reader.getDefaultReadParam();
                every.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, every);
            } catch (RuntimeException e) {
                // readers fail in ways of their own on files that are broken on purpose
                throw new IOException("a broken picture", e);
            } finally {
                reader.dispose();
            }
        }
    }
}
