package id.bekal.certification.paper;

import static id.bekal.certification.paper.Leaf.HEIGHT;
import static id.bekal.certification.paper.Leaf.WIDTH;

import id.bekal.certification.paper.FontFiles.Face;
import id.bekal.certification.paper.Leaf.Align;
import id.bekal.certification.paper.Pen.Style;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The first page: who is certified what, by whom, and where to check it. */
final class Front {

    static final Colour INK = new Colour("#1F2730");
    static final Colour SOFT = new Colour("#4A5560");

    private static final float TEXT_WIDTH = 640;
    private static final float TOP = HEIGHT - 52;
    private static final float BOTTOM = 152;
    private static final float LOGO_HEIGHT = 46;
    private static final float CODE_SIDE = 76;
    private static final float SIGNATURE_WIDTH = 236;

    /**
     * A part of the text, in the middle.
     *
     * @param smallest down to which its size may be lessened
     * @param most lines it should take
     * @param before points of space above it
     */
    private record Block(String text, Style largest, float smallest, int most, float before) {}

    private record Placed(Block block, Style style, List<String> lines, float before) {
        float height() {
            return before + lines.size() * style.size() * LEADING;
        }
    }

    private static final float LEADING = 1.19f;

    private final Sheet sheet;
    private final Wording wording;
    private final Pen pen;
    private final Leaf leaf;
    private final Colour primary;
    private final Colour accent;

    private Front(Sheet sheet, Pen pen, Leaf leaf) {
        this.sheet = sheet;
        this.wording = Wording.of(sheet.kind());
        this.pen = pen;
        this.leaf = leaf;
        this.primary = sheet.look().primary();
        this.accent = sheet.look().accent();
    }

    static void draw(Sheet sheet, Pen pen, PDDocument document, @Nullable PDImageXObject logo)
            throws IOException {
        try (Leaf leaf = new Leaf(document, pen)) {
            Front front = new Front(sheet, pen, leaf);
            front.drawGround();
            front.drawHead(logo);
            front.drawText();
            front.drawVerification();
            front.drawSignature();
        }
    }

    private void drawGround() throws IOException {
        leaf.rosette(accent.tint(0.16), 0.4f, WIDTH / 2, HEIGHT / 2 + 12, 205, 84, 30);
        float outer = 20;
        float inner = 36;
        float middle = (outer + inner) / 2;
        Colour wave = primary.tint(0.6);
        for (int strand = 0; strand < 2; strand++) {
            float amplitude = strand == 0 ? 5.4f : -5.4f;
            for (float share : new float[] {1, 0.45f}) {
                float high = amplitude * share;
                leaf.wave(wave, 0.4f, inner, middle, WIDTH - inner, middle, 96, high);
                leaf.wave(
                        wave,
                        0.4f,
                        inner,
                        HEIGHT - middle,
                        WIDTH - inner,
                        HEIGHT - middle,
                        96,
                        high);
                leaf.wave(wave, 0.4f, middle, inner, middle, HEIGHT - inner, 66, high);
                leaf.wave(
                        wave,
                        0.4f,
                        WIDTH - middle,
                        inner,
                        WIDTH - middle,
                        HEIGHT - inner,
                        66,
                        high);
            }
        }
        leaf.frame(primary, 1.1f, outer);
        leaf.frame(primary, 0.5f, inner);
        for (float x : new float[] {middle, WIDTH - middle}) {
            for (float y : new float[] {middle, HEIGHT - middle}) {
                leaf.disc(new Colour("#FFFFFF"), x, y, 12);
                leaf.rosette(accent, 0.45f, x, y, 11.5f, 4.6f, 9);
                leaf.disc(primary, x, y, 2.4f);
            }
        }
    }

    private void drawHead(@Nullable PDImageXObject logo) throws IOException {
        if (logo != null) {
            leaf.image(logo, WIDTH / 2 - 110, TOP - LOGO_HEIGHT, 220, LOGO_HEIGHT);
            return;
        }
        float y = TOP - LOGO_HEIGHT / 2;
        float x = WIDTH / 2;
        leaf.rosette(accent, 0.5f, x, y, 23, 9, 12);
        leaf.disc(new Colour("#FFFFFF"), x, y, 9.2f);
        leaf.disc(primary, x, y, 7.6f);
        leaf.rosette(new Colour("#FFFFFF"), 0.6f, x, y, 5.6f, 2, 4);
        for (int side : new int[] {-1, 1}) {
            leaf.line(accent, 0.7f, x + side * 30, y, x + side * 112, y);
            leaf.disc(accent, x + side * 112, y, 1.5f);
        }
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        add(blocks, sheet.issuerName(), new Style(Face.SANS_BOLD, 12.5f, primary, 1.3f), 8, 2, 0);
        add(blocks, sheet.issuerCity(), new Style(Face.SANS, 9.5f, SOFT, 0.4f), 7, 1, 1);
        add(blocks, wording.name, new Style(Face.SERIF, 34, primary, 3.2f), 24, 1, 8);
        add(blocks, wording.nameInEnglish, new Style(Face.SERIF_ITALIC, 16, accent), 12, 1, 0);
        add(blocks, "No. " + sheet.number(), new Style(Face.SANS, 9.5f, SOFT, 0.3f), 6, 1, 3);
        add(
                blocks,
                wording.givenTo + " / " + wording.givenToInEnglish,
                new Style(Face.SERIF_ITALIC, 12, SOFT),
                10,
                1,
                10);
        add(blocks, sheet.holder().name(), new Style(Face.SERIF, 38, INK, 0.4f), 20, 2, 2);
        birth(blocks);
        add(blocks, wording.who, new Style(Face.SERIF, 13.5f, INK), 10, 1, 10);
        add(blocks, wording.whoInEnglish, new Style(Face.SERIF_ITALIC, 11.5f, SOFT), 9, 1, 0);
        subject(blocks);
        return blocks;
    }

    private void birth(List<Block> blocks) {
        String place = sheet.holder().birthPlace();
        LocalDate day = sheet.holder().birthDate();
        if (place == null && day == null) {
            return;
        }
        String indonesian = "lahir";
        String english = "born";
        if (place != null) {
            indonesian += " di " + place;
            english += " in " + place;
        }
        if (day != null) {
            indonesian += (place == null ? " " : ", ") + Wording.day(day);
            english += (place == null ? " on " : ", ") + Wording.dayInEnglish(day);
        }
        add(blocks, indonesian, new Style(Face.SERIF, 12.5f, INK), 8, 1, 8);
        add(blocks, english, new Style(Face.SERIF_ITALIC, 11, SOFT), 8, 1, 0);
    }

    private void subject(List<Block> blocks) {
        String scheme = sheet.scheme();
        Style large = new Style(Face.SERIF, 24, primary, 0.3f);
        Style beneath = new Style(Face.SERIF_ITALIC, 14, accent);
        if (scheme != null) {
            add(blocks, scheme, large, 14, 2, 4);
        } else {
            add(blocks, sheet.title().indonesian(), large, 14, 2, 4);
            String english = sheet.title().english();
            if (english != null) {
                add(blocks, english, beneath, 10, 2, 0);
            }
        }
        Style small = new Style(Face.SANS, 10, INK);
        Style smallEnglish = new Style(Face.SANS_ITALIC, 9, SOFT);
        Integer hours = sheet.hours();
        String field = "Kejuruan " + sheet.field();
        String fieldInEnglish = "Field: " + sheet.field();
        add(
                blocks,
                hours == null ? field : field + "  ·  " + hours + " JP (jam pelatihan)",
                small,
                7,
                1,
                6);
        add(
                blocks,
                hours == null
                        ? fieldInEnglish
                        : fieldInEnglish + "  ·  " + hours + " training hours of 45 minutes",
                smallEnglish,
                7,
                1,
                0);
        LocalDate end = sheet.validUntil();
        if (end != null) {
            add(
                    blocks,
                    "Berlaku sampai " + Wording.day(end),
                    new Style(Face.SANS_BOLD, 10.5f, primary),
                    8,
                    1,
                    6);
            add(blocks, "Valid until " + Wording.dayInEnglish(end), smallEnglish, 7, 1, 0);
        }
    }

    private static void add(
            List<Block> blocks, String text, Style style, float smallest, int most, float before) {
        blocks.add(new Block(text, style, smallest, most, before));
    }

    /** All smaller if need be; what is left over goes between the blocks. */
    private void drawText() throws IOException {
        float top = TOP - LOGO_HEIGHT - 9;
        float room = top - BOTTOM;
        List<Placed> placed = placed(1);
        for (float scale = 0.97f; height(placed) > room && scale > 0.3f; scale -= 0.03f) {
            placed = placed(scale);
        }
        float befores = 0;
        for (Placed part : placed) {
            befores += part.before();
        }
        float looser = 1 + Math.max(0, Math.min(room - height(placed), befores * 0.9f)) / befores;
        float y = top;
        for (Placed part : placed) {
            y -= part.before() * looser;
            for (String line : part.lines()) {
                leaf.text(
                        part.style(),
                        Align.CENTRE,
                        WIDTH / 2,
                        y - part.style().size() * 0.88f,
                        line);
                y -= part.style().size() * LEADING;
            }
            if (part.block().text().equals(sheet.holder().name())) {
                float rule = y - 1 - part.style().size() * 0.06f;
                leaf.line(accent, 0.8f, WIDTH / 2 - 170, rule, WIDTH / 2 + 170, rule);
                leaf.rosette(accent, 0.4f, WIDTH / 2, rule, 4.4f, 1.6f, 5);
            }
        }
    }

    private List<Placed> placed(float scale) throws IOException {
        List<Placed> placed = new ArrayList<>();
        for (Block block : blocks()) {
            Style style =
                    pen.fitted(
                            block.largest().scaled(scale),
                            block.smallest() * scale,
                            block.text(),
                            TEXT_WIDTH,
                            block.most());
            placed.add(
                    new Placed(
                            block,
                            style,
                            pen.wrapped(style, block.text(), TEXT_WIDTH),
                            block.before() * scale));
        }
        return placed;
    }

    private static float height(List<Placed> placed) {
        float height = 0;
        for (Placed part : placed) {
            height += part.height();
        }
        return height;
    }

    private void drawVerification() throws IOException {
        float x = 62;
        float y = 58;
        leaf.code(sheet.code(), x, y, CODE_SIDE);
        float left = x + CODE_SIDE + 14;
        float line = y + CODE_SIDE - 9;
        leaf.text(
                new Style(Face.SANS_BOLD, 8.5f, primary),
                Align.LEFT,
                left,
                line,
                "Periksa keaslian");
        line -= 11;
        leaf.text(
                new Style(Face.SANS_ITALIC, 8.5f, SOFT),
                Align.LEFT,
                left,
                line,
                "Check authenticity");
        line -= 15;
        float width = 250;
        Style address =
                pen.fitted(new Style(Face.SANS, 7.5f, INK), 6.5f, sheet.verifyUrl(), width, 1);
        for (String part : pen.wrapped(address, sheet.verifyUrl(), width)) {
            leaf.text(address, Align.LEFT, left, line, part);
            line -= address.size() * 1.3f;
        }
    }

    private void drawSignature() throws IOException {
        float x = WIDTH - 62 - SIGNATURE_WIDTH / 2;
        String place = Wording.place(sheet.issuerCity());
        float y = 134;
        y = small(x, y, place + ", " + Wording.day(sheet.issuedOn()), Face.SANS, INK, 9.5f);
        y = small(x, y, Wording.dayInEnglish(sheet.issuedOn()), Face.SANS_ITALIC, SOFT, 8.5f);
        Signatory signatory = sheet.look().signatory();
        String office = signatory == null ? sheet.issuerName() : signatory.office();
        y -= 2;
        small(x, y, office, Face.SANS, INK, 9.5f);
        float line = 62;
        if (signatory != null) {
            Style style =
                    pen.fitted(
                            new Style(Face.SANS_BOLD, 10, INK),
                            5,
                            signatory.name(),
                            SIGNATURE_WIDTH,
                            1);
            leaf.text(style, Align.CENTRE, x, line + 3.5f, Pen.plain(signatory.name()));
            String number = signatory.staffNumber();
            if (number != null) {
                small(x, line - 9.5f, "NIP " + number, Face.SANS, SOFT, 8);
            }
        }
        leaf.line(accent, 0.7f, x - 95, line, x + 95, line);
    }

    /** In one line, or in two when it is long. */
    private float small(float x, float y, String text, Face face, Colour colour, float size)
            throws IOException {
        Style style = pen.fitted(new Style(face, size, colour), 5, text, SIGNATURE_WIDTH, 2);
        float line = y;
        for (String part : pen.wrapped(style, text, SIGNATURE_WIDTH)) {
            leaf.text(style, Align.CENTRE, x, line, part);
            line -= style.size() * 1.2f;
        }
        return line;
    }
}
