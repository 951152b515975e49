package id.bekal.certification.paper;

import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The fonts of papers, read once: reading them takes as long as drawing. A font remembers where in
 * its file it reads, so one set serves one drawing at a time; the bytes are shared.
 */
final class FontFiles {

    /** Of which font a text is. */
    enum Face {
        SERIF("EBGaramond12-Regular.ttf"),
        SERIF_ITALIC("EBGaramond12-Italic.ttf"),
        SANS("Lato-Regular.ttf"),
        SANS_BOLD("Lato-Bold.ttf"),
        SANS_ITALIC("Lato-Italic.ttf"),
        /** For letters that the others do not have. */
        FALLBACK("DejaVuSans.ttf");

        private final String file;

        Face(String file) {
            this.file = file;
        }
    }

    private static final Map<Face, byte[]> BYTES = new EnumMap<>(Face.class);

    static {
        for (Face face : Face.values()) {
            BYTES.put(face, resource(face.file));
        }
    }

    private final Map<Face, TrueTypeFont> fonts = new EnumMap<>(Face.class);

    FontFiles() {
        BYTES.forEach((face, bytes) -> fonts.put(face, parsed(bytes)));
    }

    /** Something that lies beside the fonts. */
    static byte[] resource(String name) {
        try (InputStream in = FontFiles.class.getResourceAsStream("/paper/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrueTypeFont parsed(byte[] bytes) {
        try {
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
            // a ligature is as wide as nobody measured, and copied text would lose its letters
            font.setEnableGsub(false);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TrueTypeFont get(Face face) {
        TrueTypeFont font = fonts.get(face);
        if (font == null) {
            throw new IllegalStateException("no " + face);
        }
        return font;
    }
}
