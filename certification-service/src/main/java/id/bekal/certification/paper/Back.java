package id.bekal.certification.paper;

import static id.bekal.certification.paper.Leaf.HEIGHT;
import static id.bekal.certification.paper.Leaf.WIDTH;

import id.bekal.certification.certificate.CertifiedUnit;
import id.bekal.certification.paper.FontFiles.Face;
import id.bekal.certification.paper.Leaf.Align;
import id.bekal.certification.paper.Pen.Style;
import id.bekal.contracts.training.AssessmentResult;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages behind the first: the units with their hours and results, and the code that carries the
 * credential, beneath them where there is room for it and else on a page of its own.
 */
final class Back {

    private static final float LEFT = 50;
    private static final float RIGHT = WIDTH - 50;
    private static final float FIRST_ROW = HEIGHT - 138;
    private static final float LAST_ROW = 68;
    private static final float HEAD = FIRST_ROW + 30;
    private static final float CODE_BOTTOM = 56;

    /** Of the line beneath the last row, where there are hours. */
    private static final float CLOSING = 24;

    private static final float NUMBER_WIDTH = 30;
    private static final float CODE_WIDTH = 128;
    private static final float HOURS_WIDTH = 58;
    private static final float RESULT_WIDTH = 118;
    private static final float PAD = 7;
    private static final float LEADING = 1.22f;

    private static final Style UNIT = new Style(Face.SANS, 9.5f, Front.INK);
    private static final Style UNIT_ENGLISH = new Style(Face.SANS_ITALIC, 8.5f, Front.SOFT);
    private static final Colour WHITE = new Colour("#FFFFFF");

    private record Row(CertifiedUnit unit, List<String> indonesian, List<String> english) {

        float height() {
            float text =
                    indonesian.size() * UNIT.size() * LEADING
                            + english.size() * UNIT_ENGLISH.size() * LEADING;
            return Math.max(text, (UNIT.size() + UNIT_ENGLISH.size()) * LEADING) + PAD;
        }
    }

    private final Sheet sheet;
    private final Wording wording;
    private final Pen pen;
    private final Colour primary;
    private final boolean hours;
    private final float unitLeft = LEFT + NUMBER_WIDTH + CODE_WIDTH;
    private final float unitRight;

    private Back(Sheet sheet, Pen pen) {
        this.sheet = sheet;
        this.wording = Wording.of(sheet.kind());
        this.pen = pen;
        this.primary = sheet.look().primary();
        this.hours = sheet.hours() != null;
        this.unitRight = RIGHT - RESULT_WIDTH - (hours ? HOURS_WIDTH : 0);
    }

    static void draw(Sheet sheet, Pen pen, PDDocument document) throws IOException {
        Back back = new Back(sheet, pen);
        List<List<Row>> pages = back.pages();
        String text = sheet.credentialCode();
        @Nullable CredentialCode code =
                text == null ? null : new CredentialCode(text, sheet.look());
        boolean beneath = code != null && !pages.isEmpty() && code.fits(back.room(pages));
        int all = pages.size() + (code == null || beneath ? 1 : 2);
        int from = 1;
        for (int page = 0; page < pages.size(); page++) {
            try (Leaf leaf = new Leaf(document, pen)) {
                boolean last = page == pages.size() - 1;
                back.drawPage(leaf, pages.get(page), from, last);
                if (last && beneath && code != null) {
                    code.draw(leaf, pen, LEFT, CODE_BOTTOM, RIGHT, back.room(pages));
                }
                back.drawFoot(leaf, page + 2, all);
            }
            from += pages.get(page).size();
        }
        if (code != null && !beneath) {
            try (Leaf leaf = new Leaf(document, pen)) {
                back.drawFrame(leaf);
                back.drawTitle(leaf, "SERTIFIKAT DIGITAL", "Digital Certificate");
                code.draw(leaf, pen, LEFT, CODE_BOTTOM, RIGHT, HEAD - CODE_BOTTOM);
                back.drawFoot(leaf, all, all);
            }
        }
    }

    /** Points that are left beneath the last table. */
    private float room(List<List<Row>> pages) {
        float bottom = FIRST_ROW - (hours ? CLOSING : 0) - 6;
        for (Row row : pages.getLast()) {
            bottom -= row.height();
        }
        return bottom - CODE_BOTTOM;
    }

    private List<List<Row>> pages() throws IOException {
        List<List<Row>> pages = new ArrayList<>();
        List<Row> page = new ArrayList<>();
        float closing = hours ? CLOSING : 0;
        float room = FIRST_ROW - LAST_ROW - closing;
        float used = 0;
        for (CertifiedUnit unit : sheet.units()) {
            Row row = row(unit);
            if (used + row.height() > room && !page.isEmpty()) {
                pages.add(page);
                page = new ArrayList<>();
                used = 0;
            }
            page.add(row);
            used += row.height();
        }
        if (!page.isEmpty()) {
            pages.add(page);
        }
        return pages;
    }

    private Row row(CertifiedUnit unit) throws IOException {
        float width = unitRight - unitLeft - PAD;
        String english = unit.title().english();
        return new Row(
                unit,
                pen.wrapped(UNIT, unit.title().indonesian(), width),
                english == null ? List.of() : pen.wrapped(UNIT_ENGLISH, english, width));
    }

    private void drawPage(Leaf leaf, List<Row> rows, int from, boolean last) throws IOException {
        drawFrame(leaf);
        drawTitle(leaf, "DAFTAR UNIT KOMPETENSI", "Units of Competency");
        drawColumns(leaf);
        float y = FIRST_ROW;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (i % 2 == 1) {
                leaf.fill(primary.tint(0.05), LEFT, y - row.height(), RIGHT - LEFT, row.height());
            }
            drawRow(leaf, row, from + i, y);
            y -= row.height();
            leaf.line(primary.tint(0.3), 0.4f, LEFT, y, RIGHT, y);
        }
        if (last && hours) {
            drawHours(leaf, y);
        }
    }

    private void drawFrame(Leaf leaf) throws IOException {
        leaf.frame(primary, 1.1f, 20);
        leaf.frame(primary, 0.5f, 24);
    }

    private void drawTitle(Leaf leaf, String title, String english) throws IOException {
        float y = HEIGHT - 62;
        leaf.text(new Style(Face.SERIF, 22, primary, 1), Align.LEFT, LEFT, y, title);
        leaf.text(
                new Style(Face.SERIF_ITALIC, 13, sheet.look().accent()),
                Align.LEFT,
                LEFT,
                y - 17,
                english);
        float width = 330;
        Style name =
                pen.fitted(
                        new Style(Face.SANS_BOLD, 11, Front.INK),
                        5,
                        sheet.holder().name(),
                        width,
                        2);
        String scheme = sheet.scheme();
        String subject = scheme == null ? sheet.title().indonesian() : scheme;
        Style about = pen.fitted(new Style(Face.SANS, 9, Front.SOFT), 5, subject, width, 2);
        float line = y + 9;
        line = right(leaf, name, sheet.holder().name(), width, line);
        line = right(leaf, about, subject, width, line);
        right(leaf, new Style(Face.SANS, 8.5f, Front.SOFT), "No. " + sheet.number(), width, line);
    }

    private float right(Leaf leaf, Style style, String text, float width, float y)
            throws IOException {
        float line = y;
        for (String part : pen.wrapped(style, text, width)) {
            leaf.text(style, Align.RIGHT, RIGHT, line, part);
            line -= style.size() * 1.25f;
        }
        return line - 1;
    }

    private void drawColumns(Leaf leaf) throws IOException {
        float height = 30;
        leaf.fill(primary, LEFT, FIRST_ROW, RIGHT - LEFT, height);
        column(leaf, Align.LEFT, LEFT + PAD, "No.", "");
        column(leaf, Align.LEFT, LEFT + NUMBER_WIDTH, "Kode unit", "Unit code");
        column(leaf, Align.LEFT, unitLeft, "Unit kompetensi", "Unit of competency");
        if (hours) {
            column(leaf, Align.RIGHT, unitRight + HOURS_WIDTH - PAD, "JP", "Hours");
        }
        column(leaf, Align.LEFT, resultLeft(), "Hasil", "Result");
    }

    private float resultLeft() {
        return RIGHT - RESULT_WIDTH + 2 * PAD;
    }

    private static void column(Leaf leaf, Align align, float x, String indonesian, String english)
            throws IOException {
        leaf.text(new Style(Face.SANS_BOLD, 9.5f, WHITE), align, x, FIRST_ROW + 17.5f, indonesian);
        leaf.text(new Style(Face.SANS_ITALIC, 8, WHITE), align, x, FIRST_ROW + 6.5f, english);
    }

    private void drawRow(Leaf leaf, Row row, int number, float top) throws IOException {
        float y = top - PAD / 2 - UNIT.size() * 0.92f;
        CertifiedUnit unit = row.unit();
        leaf.text(UNIT, Align.RIGHT, LEFT + NUMBER_WIDTH - 10, y, String.valueOf(number));
        String code = unit.code();
        if (code != null) {
            Style style = pen.fitted(UNIT, 5, code, CODE_WIDTH - PAD, 1);
            leaf.text(style, Align.LEFT, LEFT + NUMBER_WIDTH, y, Pen.plain(code));
        }
        if (hours) {
            leaf.text(
                    UNIT,
                    Align.RIGHT,
                    unitRight + HOURS_WIDTH - PAD,
                    y,
                    String.valueOf(unit.hours()));
        }
        boolean competent = unit.result() == AssessmentResult.K;
        leaf.text(
                new Style(competent ? Face.SANS_BOLD : Face.SANS, 9.5f, Front.INK),
                Align.LEFT,
                resultLeft(),
                y,
                competent ? "Kompeten" : "Belum kompeten");
        leaf.text(
                UNIT_ENGLISH,
                Align.LEFT,
                resultLeft(),
                y - UNIT_ENGLISH.size() * LEADING,
                competent ? "Competent" : "Not yet competent");
        float line = y;
        for (String part : row.indonesian()) {
            leaf.text(UNIT, Align.LEFT, unitLeft, line, part);
            line -= UNIT.size() * LEADING;
        }
        line += 0.8f;
        for (String part : row.english()) {
            leaf.text(UNIT_ENGLISH, Align.LEFT, unitLeft, line, part);
            line -= UNIT_ENGLISH.size() * LEADING;
        }
    }

    private void drawHours(Leaf leaf, float top) throws IOException {
        float y = top - 15;
        leaf.line(primary, 0.9f, LEFT, top, RIGHT, top);
        leaf.text(
                new Style(Face.SANS_BOLD, 9.5f, primary), Align.LEFT, unitLeft, y, "Jam pelatihan");
        float after = unitLeft + 72;
        leaf.text(UNIT_ENGLISH, Align.LEFT, after, y, "Training hours");
        leaf.text(
                new Style(Face.SANS_BOLD, 9.5f, primary),
                Align.RIGHT,
                unitRight + HOURS_WIDTH - PAD,
                y,
                String.valueOf(sheet.hours()));
    }

    private void drawFoot(Leaf leaf, int page, int pages) throws IOException {
        float y = 42;
        Style small = new Style(Face.SANS, 8, Front.SOFT);
        leaf.text(
                small,
                Align.LEFT,
                LEFT,
                y,
                (hours ? "1 JP = 45 menit / 45 minutes   ·   " : "") + wording.name);
        Style address = pen.fitted(small, 5, sheet.verifyUrl(), 330, 1);
        leaf.text(address, Align.CENTRE, WIDTH / 2 + 40, y, sheet.verifyUrl());
        leaf.text(
                small,
                Align.RIGHT,
                RIGHT,
                y,
                "Halaman %d dari %d / Page %d of %d".formatted(page, pages, page, pages));
    }
}
