package id.bekal.certification.paper;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

import id.bekal.certification.paper.Pen.Run;
import id.bekal.certification.paper.Pen.Style;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

import java.io.Closeable;
import java.io.IOException;

/** One A4 page in landscape that is being drawn; measures in points, from the lower left. */
final class Leaf implements Closeable {

    static final float WIDTH = PDRectangle.A4.getHeight();
    static final float HEIGHT = PDRectangle.A4.getWidth();

    /** Where a text stands to its x. */
    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    private static final Colour BLACK = new Colour("#000000");

    private final Pen pen;
    private final PDPageContentStream contents;

    Leaf(PDDocument document, Pen pen) throws IOException {
        this.pen = pen;
        PDPage page = new PDPage(new PDRectangle(WIDTH, HEIGHT));
        document.addPage(page);
        this.contents = new PDPageContentStream(document, page);
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }

    void text(Style style, Align align, float x, float y, String text) throws IOException {
        float width = pen.width(style, text);
        float from =
                switch (align) {
                    case LEFT -> x;
                    // the last letter is followed by no space
                    case CENTRE -> x - (width - style.spacing()) / 2;
                    case RIGHT -> x - width + style.spacing();
                };
        contents.beginText();
        contents.setNonStrokingColor(color(style.colour()));
        contents.setCharacterSpacing(style.spacing());
        contents.newLineAtOffset(from, y);
        for (Run run : pen.runs(style.face(), text)) {
            contents.setFont(pen.font(run.face()), style.size());
            contents.showText(run.text());
        }
        contents.endText();
    }

    void line(Colour colour, float thickness, float x1, float y1, float x2, float y2)
            throws IOException {
        stroke(colour, thickness);
        contents.moveTo(x1, y1);
        contents.lineTo(x2, y2);
        contents.stroke();
    }

    void frame(Colour colour, float thickness, float inset) throws IOException {
        stroke(colour, thickness);
        contents.addRect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset);
        contents.stroke();
    }

    void fill(Colour colour, float x, float y, float width, float height) throws IOException {
        contents.setNonStrokingColor(color(colour));
        contents.addRect(x, y, width, height);
        contents.fill();
    }

    private void stroke(Colour colour, float thickness) throws IOException {
        contents.setStrokingColor(color(colour));
        contents.setLineWidth(thickness);
    }

    /** A sine from one point to another, in so many half waves, as a curve. */
    void wave(
            Colour colour,
            float thickness,
            float x1,
            float y1,
            float x2,
            float y2,
            int halves,
            float amplitude)
            throws IOException {
        stroke(colour, thickness);
        contents.moveTo(x1, y1);
        float dx = (x2 - x1) / halves;
        float dy = (y2 - y1) / halves;
        float length = (float) Math.hypot(dx, dy);
        // a cubic curve reaches three quarters of its handles
        float across = amplitude / 0.75f / length;
        for (int i = 0; i < halves; i++) {
            float side = i % 2 == 0 ? across : -across;
            float x = x1 + i * dx;
            float y = y1 + i * dy;
            contents.curveTo(
                    x + dx * 0.3642f - dy * side,
                    y + dy * 0.3642f + dx * side,
                    x + dx * 0.6358f - dy * side,
                    y + dy * 0.6358f + dx * side,
                    x + dx,
                    y + dy);
        }
        contents.stroke();
    }

    /** Ellipses turned about one centre, as on banknotes. */
    void rosette(
            Colour colour, float thickness, float x, float y, float longest, float least, int turns)
            throws IOException {
        stroke(colour, thickness);
        for (int i = 0; i < turns; i++) {
            ellipse(x, y, longest, least, Math.PI * i / turns);
        }
        contents.stroke();
    }

    void disc(Colour colour, float x, float y, float radius) throws IOException {
        contents.setNonStrokingColor(color(colour));
        ellipse(x, y, radius, radius, 0);
        contents.fill();
    }

    private void ellipse(float x, float y, float a, float b, double angle) throws IOException {
        float handle = 0.5523f;
        float[][] quarters = {
            {a, b * handle, a * handle, b, 0, b},
            {-a * handle, b, -a, b * handle, -a, 0},
            {-a, -b * handle, -a * handle, -b, 0, -b},
            {a * handle, -b, a, -b * handle, a, 0}
        };
        float cos = (float) Math.cos(angle);
        float sin = (float) Math.sin(angle);
        contents.moveTo(x + a * cos, y + a * sin);
        for (float[] q : quarters) {
            contents.curveTo(
                    x + q[0] * cos - q[1] * sin,
                    y + q[0] * sin + q[1] * cos,
                    x + q[2] * cos - q[3] * sin,
                    y + q[2] * sin + q[3] * cos,
                    x + q[4] * cos - q[5] * sin,
                    y + q[4] * sin + q[5] * cos);
        }
        contents.closePath();
    }

    /** As large as it may be in this box, in its middle. */
    void image(PDImageXObject image, float x, float y, float width, float height)
            throws IOException {
        float scale = Math.min(width / image.getWidth(), height / image.getHeight());
        float w = image.getWidth() * scale;
        float h = image.getHeight() * scale;
        contents.drawImage(image, x + (width - w) / 2, y + (height - h) / 2, w, h);
    }

    /** A QR code of which a seventh may be unreadable. */
    void code(String text, float x, float y, float side) throws IOException {
        code(modules(text, ErrorCorrectionLevel.M), x, y, side);
    }

    /**
     * @throws IllegalArgumentException when no QR code holds so much
     */
    static ByteMatrix modules(String text, ErrorCorrectionLevel level) {
        try {
            return Encoder.encode(text, level).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /** Black on white with its quiet zone, which is outside of the side. */
    void code(ByteMatrix modules, float x, float y, float side) throws IOException {
        int count = modules.getWidth();
        float module = side / count;
        fill(
                new Colour("#FFFFFF"),
                x - 4 * module,
                y - 4 * module,
                side + 8 * module,
                side + 8 * module);
        contents.setNonStrokingColor(color(BLACK));
        for (int row = 0; row < count; row++) {
            float bottom = y + side - (row + 1) * module;
            for (int column = 0; column < count; column++) {
                int from = column;
                while (column < count && modules.get(column, row) == 1) {
                    column++;
                }
                if (column > from) {
                    contents.addRect(x + from * module, bottom, (column - from) * module, module);
                }
            }
        }
        contents.fill();
    }

    private static PDColor color(Colour colour) {
        return new PDColor(
                new float[] {colour.red(), colour.green(), colour.blue()}, PDDeviceRGB.INSTANCE);
    }
}
