package id.bekal.certification.paper;

import id.bekal.platform.Outcome;
import id.bekal.platform.web.InvalidInputException;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * An issuer's logo, decoded and written anew: nothing but the picture is kept of the file that
 * came, no place or author in its metadata.
 *
 * @param format of {@code image}
 */
public record Logo(Format format, byte[] image) {

    /** The largest file that is taken. */
    public static final int MOST_BYTES = 200_000;

    /** The longest side, so that no small file unfolds into much memory. */
    static final int MOST_PIXELS = 2000;

    /** What a logo may come as. */
    public enum Format {
        PNG("image/png", "png"),
        JPEG("image/jpeg", "jpeg");

        private final String mediaType;
        private final String name;

        Format(String mediaType, String name) {
            this.mediaType = mediaType;
            this.name = name;
        }

        public String mediaType() {
            return mediaType;
        }
    }

    /**
     * Reads what an issuer sent.
     *
     * @throws InvalidInputException when it is no such picture, or cannot be decoded
     */
    public static Outcome<Logo> read(Format format, byte[] file) {
        try (ImageInputStream input =
                ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw malformed();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                if (!reader.getFormatName().equalsIgnoreCase(format.name)) {
                    throw malformed();
                }
                int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
                if (longest > MOST_PIXELS) {
                    return Outcome.refused(
                            PaperRule.LOGO_IS_TOO_LARGE, "pixels", longest, "most", MOST_PIXELS);
                }
                return Outcome.accepted(new Logo(format, written(format, reader.read(0))));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // decoders throw what they like at a broken file
            throw e instanceof InvalidInputException invalid ? invalid : malformed();
        }
    }

    private static InvalidInputException malformed() {
        return new InvalidInputException("body", "MALFORMED");
    }

    private static byte[] written(Format format, BufferedImage decoded) throws IOException {
        BufferedImage plain =
                new BufferedImage(
                        decoded.getWidth(),
                        decoded.getHeight(),
                        format == Format.JPEG
                                ? BufferedImage.TYPE_INT_RGB
                                : BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = plain.createGraphics();
        graphics.drawImage(decoded, 0, 0, null);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(plain, format.name, out)) {
            throw malformed();
        }
        return out.toByteArray();
    }

    BufferedImage decoded() {
        try {
            return ImageIO.read(new ByteArrayInputStream(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
