package id.bekal.certification.paper;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;

import id.bekal.certification.credential.PackedCredential;
import id.bekal.certification.paper.FontFiles.Face;
import id.bekal.certification.paper.Leaf.Align;
import id.bekal.certification.paper.PaperSettings.Codes;
import id.bekal.certification.paper.Pen.Style;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/**
 * The QR code that carries the signed credential, and beside it what it is for. Its modules are as
 * large as there is room, so that a camera and a copying machine still tell them apart.
 */
final class CredentialCode {

    private static final Logger log = LoggerFactory.getLogger(CredentialCode.class);

    private static final float MILLIMETRE = 72 / 25.4f;
    private static final float LARGEST_MODULE = 0.7f * MILLIMETRE;
    private static final float SMALLEST_MODULE = 0.4f * MILLIMETRE;

    /** White modules on each side (ISO/IEC 18004). */
    private static final int QUIET = 4;

    private static final float GAP = 16;

    private final ByteMatrix modules;
    private final Look look;

    /**
     * @throws IllegalArgumentException when no QR code holds so much
     */
    CredentialCode(String text, Look look) {
        // a higher level would be a larger code with smaller modules: it is these that fail first
        this.modules = Leaf.modules(text, ErrorCorrectionLevel.L);
        this.look = look;
    }

    /**
     * What a code of this certificate is to say; null when its paper has none, be it by the setting
     * or since no code holds so much. Then the address leads to it all the same.
     *
     * @param number for the log
     */
    static @Nullable String text(Codes codes, String number, @Nullable String credential) {
        if (credential == null || codes == Codes.ADDRESS) {
            return null;
        }
        String text = PackedCredential.pack(credential);
        if (text.length() > PackedCredential.MOST) {
            log.warn(
                    "the credential of certificate {} takes {} characters and a QR code holds {}:"
                            + " its paper has the address alone",
                    number,
                    text.length(),
                    PackedCredential.MOST);
            return null;
        }
        return text;
    }

    /** Whether its modules are large enough in so many points. */
    boolean fits(float height) {
        return module(height) >= SMALLEST_MODULE;
    }

    private float module(float height) {
        return Math.min(LARGEST_MODULE, height / (modules.getWidth() + 2 * QUIET));
    }

    /** Draws it into the upper left of this box, and its words to the right of it. */
    void draw(Leaf leaf, Pen pen, float left, float bottom, float right, float height)
            throws IOException {
        float module = module(height);
        float side = module * modules.getWidth();
        float quiet = module * QUIET;
        float top = bottom + height;
        leaf.code(modules, left + quiet, top - quiet - side, side);
        float x = left + side + 2 * quiet + GAP;
        float width = right - x;
        float y = top - quiet - 10;
        leaf.text(
                new Style(Face.SANS_BOLD, 11, look.primary()),
                Align.LEFT,
                x,
                y,
                "Periksa tanpa jaringan");
        y -= 13;
        leaf.text(
                new Style(Face.SANS_ITALIC, 10, Front.SOFT),
                Align.LEFT,
                x,
                y,
                "Check without network");
        y -= 20;
        Style indonesian = new Style(Face.SANS, 9, Front.INK);
        Style english = new Style(Face.SANS_ITALIC, 8.5f, Front.SOFT);
        y =
                paragraph(
                        leaf,
                        pen,
                        indonesian,
                        x,
                        y,
                        width,
                        "Kode ini memuat sertifikat digital yang ditandatangani penerbitnya. Program"
                                + " pemeriksa membacanya tanpa jaringan.");
        y =
                paragraph(
                        leaf,
                        pen,
                        english,
                        x,
                        y,
                        width,
                        "This code carries the digital certificate, signed by its issuer. A checking"
                                + " program reads it without network.");
        y -= 6;
        y =
                paragraph(
                        leaf,
                        pen,
                        indonesian,
                        x,
                        y,
                        width,
                        "Dengan kamera ponsel, pindai kode di halaman depan: hanya di sana terlihat"
                                + " apakah sertifikat sudah dicabut.");
        paragraph(
                leaf,
                pen,
                english,
                x,
                y,
                width,
                "With a phone's camera, scan the code on the front: only there it shows whether the"
                        + " certificate was revoked.");
    }

    private static float paragraph(
            Leaf leaf, Pen pen, Style style, float x, float top, float width, String text)
            throws IOException {
        float y = top;
        for (String line : pen.wrapped(style, text, width)) {
            leaf.text(style, Align.LEFT, x, y, line);
            y -= style.size() * 1.3f;
        }
        return y - 2;
    }
}
