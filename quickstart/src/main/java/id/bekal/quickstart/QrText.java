package id.bekal.quickstart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The text of a QR code that carries a credential: Base45 (RFC 9285) of what zlib (RFC 1950) made
 * of three lines, header, payload and signature of a JWS, or of the compact JWS itself. Written
 * from that sentence, and not from the service that draws the codes.
 */
final class QrText {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    /** The largest code has no more (version 40-L). */
    private static final int MOST_LETTERS = 4_296;

    private QrText() {}

    /**
     * The compact JWS it stands for, as far as its form tells; empty when it is no such text.
     *
     * @param most characters that may come out of it
     */
    static Optional<String> unpacked(String text, int most) {
        String letters = text.replaceAll("[\r\n\t\u00ef\u00bb\u00bf]", "").strip();
        if (letters.isEmpty() || letters.length() > MOST_LETTERS) {
            return Optional.empty();
        }
        return decoded(letters)
                .flatMap(zipped -> inflated(zipped, most))
                .map(QrText::compact)
                .filter(jws -> jws.length() <= most);
    }

    private static Optional<byte[]> decoded(String letters) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < letters.length(); i += 3) {
            String group = letters.substring(i, Math.min(i + 3, letters.length()));
            int value = 0;
            for (int j = group.length() - 1; j >= 0; j--) {
                int digit = LETTERS.indexOf(group.charAt(j));
                if (digit < 0) {
                    return Optional.empty();
                }
                value = value * 45 + digit;
            }
            int size = group.length() - 1;
            if (size == 0 || value >= 1 << 8 * size) {
                return Optional.empty();
            }
            for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
                bytes.write(value >> shift);
            }
        }
        return Optional.of(bytes.toByteArray());
    }

    private static Optional<String> inflated(byte[] zipped, int most) {
        Inflater inflater = new Inflater();
        byte[] room = new byte[most + 1];
        int length = 0;
        try {
            inflater.setInput(zipped);
            int more = 1;
            while (more > 0 && length < room.length) {
                more = inflater.inflate(room, length, room.length - length);
                length += more;
            }
            return inflater.finished() && length <= most
                    ? Optional.of(new String(room, 0, length, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static String compact(String lines) {
        String[] parts = lines.split("\n", -1);
        return parts.length == 3
                ? encoded(parts[0]) + '.' + encoded(parts[1]) + '.' + parts[2]
                : lines;
    }

    private static String encoded(String bytes) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
