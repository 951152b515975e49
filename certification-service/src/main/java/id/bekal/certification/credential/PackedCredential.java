package id.bekal.certification.credential;

import org.apache.commons.codec.CodecPolicy;
import org.apache.commons.codec.binary.Base45;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A credential as the text of a QR code: three lines, the header's JSON, the payload's JSON and the
 * signature in base64url, made smaller by zlib and written in Base45 (RFC 9285), whose letters take
 * a QR code the least room. Base64url hides from zlib what repeats, so the first two lines are the
 * very bytes that it stood for: the compact JWS comes back bit for bit. Inji's PixelPass packs
 * texts the same way, and its {@code decode} shows the three lines; a compact JWS that it packed as
 * it is can be unpacked here, too.
 */
public final class PackedCredential {

    /** Letters in the largest QR code: version 40, error correction L (ISO/IEC 18004). */
    public static final int MOST = 4_296;

    private static final Pattern PACKED = Pattern.compile("[0-9A-Z $%*+./:-]{1," + MOST + "}");
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private PackedCredential() {}

    /**
     * The text of the code; longer than {@link #MOST} if the credential is too long for any.
     *
     * @param jws as {@link SigningCredentials} makes them: its JSON has no line breaks
     */
    public static String pack(String jws) {
        String[] parts = jws.split("\\.", -1);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes(Base64.getUrlDecoder().decode(parts[0]));
        lines.write('\n');
        lines.writeBytes(Base64.getUrlDecoder().decode(parts[1]));
        lines.write('\n');
        lines.writeBytes(parts[2].getBytes(StandardCharsets.US_ASCII));
        return new Base45().encodeToString(deflated(lines.toByteArray()));
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] room = new byte[bytes.length + 64];
            int length = 0;
            while (!deflater.finished()) {
                if (length == room.length) {
                    room = Arrays.copyOf(room, 2 * room.length);
                }
                length += deflater.deflate(room, length, room.length - length);
            }
            return Arrays.copyOf(room, length);
        } finally {
            deflater.end();
        }
    }

    /**
     * What somebody says a QR code of ours carries. A scanner or a mail program may have broken the
     * text into lines.
     *
     * @param most characters that may come out of it, however few went in
     * @return a compact JWS as far as that can be told by its lines; empty when this was nothing
     *     packed; something longer than the most when too much would come out
     */
    public static String unpack(String text, int most) {
        String packed = text.replaceAll("[\r\n\t\ufeff\u200b]", "").replace('\u00a0', ' ').strip();
        if (!PACKED.matcher(packed).matches()) {
            return "";
        }
        byte[] lines;
        try {
            byte[] deflated =
                    Base45.builder().setDecodingPolicy(CodecPolicy.STRICT).get().decode(packed);
            lines = inflated(deflated, most);
        } catch (IllegalArgumentException | DataFormatException e) {
            return "";
        }
        return joined(lines);
    }

    /** One byte more than the most, if there is more. */
    private static byte[] inflated(byte[] deflated, int most) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            byte[] room = new byte[most + 1];
            int length = 0;
            while (length < room.length) {
                int more = inflater.inflate(room, length, room.length - length);
                if (more == 0) {
                    break; // at its end, or in need of what is not there
                }
                length += more;
            }
            boolean whole = inflater.finished() && inflater.getRemaining() == 0;
            if (length < room.length && !whole) {
                throw new DataFormatException("it does not end where it should");
            }
            return Arrays.copyOf(room, length);
        } finally {
            inflater.end();
        }
    }

    private static String joined(byte[] lines) {
        int first = indexOfBreak(lines, 0);
        int second = first < 0 ? -1 : indexOfBreak(lines, first + 1);
        if (second < 0) {
            return new String(lines, StandardCharsets.ISO_8859_1);
        }
        return BASE64URL.encodeToString(Arrays.copyOf(lines, first))
                + '.'
                + BASE64URL.encodeToString(Arrays.copyOfRange(lines, first + 1, second))
                + '.'
                + new String(
                        lines, second + 1, lines.length - second - 1, StandardCharsets.ISO_8859_1);
    }

    private static int indexOfBreak(byte[] lines, int from) {
        for (int i = from; i < lines.length; i++) {
            if (lines[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
