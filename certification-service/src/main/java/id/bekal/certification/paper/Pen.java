package id.bekal.certification.paper;

import id.bekal.certification.paper.FontFiles.Face;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What texts are measured and written with in one document: its fonts, embedded with the letters
 * that are used. A letter that a face lacks is taken from another one, and one that none has is
 * shown as U+FFFD: no name makes a paper fail.
 */
final class Pen {

    /** A text in one size. */
    record Style(Face face, float size, Colour colour, float spacing) {

        Style(Face face, float size, Colour colour) {
            this(face, size, colour, 0);
        }

        Style scaled(float by) {
            return new Style(face, size * by, colour, spacing * by);
        }
    }

    /** Letters of one face. */
    record Run(Face face, String text) {}

    private static final int UNKNOWN = 0xFFFD;

    private final FontFiles files;
    private final PDDocument document;
    private final Map<Face, PDType0Font> embedded = new EnumMap<>(Face.class);
    private final Map<Face, CmapLookup> letters = new EnumMap<>(Face.class);

    Pen(FontFiles files, PDDocument document) throws IOException {
        this.files = files;
        this.document = document;
        for (Face face : Face.values()) {
            letters.put(face, files.get(face).getUnicodeCmapLookup());
        }
    }

    /** Fonts are embedded when they are first asked for. */
    PDType0Font font(Face face) throws IOException {
        PDType0Font font = embedded.get(face);
        if (font == null) {
            font = PDType0Font.load(document, files.get(face), true);
            embedded.put(face, font);
        }
        return font;
    }

    /** As it is written: composed, one space between words, no controls. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\\s\\p{Cc}\\p{Cf}\\p{Z}]+", " ")
                .strip();
    }

    List<Run> runs(Face wanted, String text) {
        List<Run> runs = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        Face current = wanted;
        for (int letter : text.codePoints().toArray()) {
            Face face = faceWith(letter, wanted);
            if (face != current && !letters.isEmpty()) {
                runs.add(new Run(current, letters.toString()));
                letters.setLength(0);
            }
            current = face;
            letters.appendCodePoint(has(face, letter) ? letter : UNKNOWN);
        }
        if (!letters.isEmpty()) {
            runs.add(new Run(current, letters.toString()));
        }
        return runs;
    }

    private Face faceWith(int letter, Face wanted) {
        return has(wanted, letter) ? wanted : Face.FALLBACK;
    }

    private boolean has(Face face, int letter) {
        CmapLookup lookup = letters.get(face);
        return lookup != null && lookup.getGlyphId(letter) != 0;
    }

    /** In points. */
    float width(Style style, String text) throws IOException {
        float width = style.spacing() * text.codePointCount(0, text.length());
        for (Run run : runs(style.face(), text)) {
            width += font(run.face()).getStringWidth(run.text()) / 1000 * style.size();
        }
        return width;
    }

    /** The text in lines no wider than this; a word that is wider by itself is broken. */
    List<String> wrapped(Style style, String text, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : plain(text).split(" ")) {
            String longer = line.isEmpty() ? word : line + ' ' + word;
            if (width(style, longer) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (width(style, line) > width) {
                int fitting = fitting(style, line, width);
                lines.add(line.substring(0, fitting));
                line = line.substring(fitting);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private int fitting(Style style, String word, float width) throws IOException {
        int end = word.offsetByCodePoints(0, 1);
        while (end < word.length()) {
            int next = word.offsetByCodePoints(end, 1);
            if (width(style, word.substring(0, next)) > width) {
                break;
            }
            end = next;
        }
        return end;
    }

    /** The largest style, down to a size, in which the text takes no more than so many lines. */
    Style fitted(Style largest, float smallest, String text, float width, int most)
            throws IOException {
        Style style = largest;
        while (style.size() > smallest && wrapped(style, text, width).size() > most) {
            style = largest.scaled(Math.max(smallest, style.size() - 0.5f) / largest.size());
        }
        return style;
    }
}
