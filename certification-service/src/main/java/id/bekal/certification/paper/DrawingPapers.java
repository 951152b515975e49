package id.bekal.certification.paper;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Draws sheets as PDF/A-3u: the front, and the units behind it. Equal sheets give equal bytes. */
@Component
class DrawingPapers {

    /** As many as there were drawings at once. */
    private final ConcurrentLinkedQueue<FontFiles> idleFonts = new ConcurrentLinkedQueue<>();

    byte[] draw(Sheet sheet) {
        FontFiles idle = idleFonts.poll();
        FontFiles fonts = idle == null ? new FontFiles() : idle;
        byte[] drawn;
        try (PDDocument document = new PDDocument()) {
            drawn = drawn(sheet, document, fonts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        idleFonts.add(fonts);
        return drawn;
    }

    private static byte[] drawn(Sheet sheet, PDDocument document, FontFiles fonts)
            throws IOException {
        Archive.describe(document, sheet);
        String credential = sheet.credential();
        if (credential != null) {
            Archive.attach(document, credential, sheet.issuedOn());
        }
        Pen pen = new Pen(fonts, document);
        Front.draw(sheet, pen, document, image(document, sheet.look().logo()));
        Back.draw(sheet, pen, document);
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    private static @Nullable PDImageXObject image(PDDocument document, @Nullable Logo logo)
            throws IOException {
        if (logo == null) {
            return null;
        }
        return switch (logo.format()) {
            case PNG -> LosslessFactory.createFromImage(document, logo.decoded());
            case JPEG -> JPEGFactory.createFromByteArray(document, logo.image());
        };
    }
}
