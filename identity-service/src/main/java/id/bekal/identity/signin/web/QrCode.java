package id.bekal.identity.signin.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

import java.util.Map;

/** A QR code as an SVG picture of one path: black on white, whatever the page's colours are. */
final class QrCode {

    private QrCode() {}

    static String svg(String text, String label) {
        BitMatrix modules;
        try {
            modules =
                    new QRCodeWriter()
                            .encode(
                                    text,
                                    BarcodeFormat.QR_CODE,
                                    0,
                                    0,
                                    Map.of(EncodeHintType.MARGIN, 4));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append("M%d %dh1v1h-1z".formatted(x, y));
                }
            }
        }
        return """
        <svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" role="img"\
         aria-label="%2$s" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/>\
        <path fill="#000" d="%3$s"/></svg>"""
                .formatted(modules.getWidth(), label, path);
    }
}
