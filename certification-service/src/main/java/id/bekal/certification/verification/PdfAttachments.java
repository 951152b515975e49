package id.bekal.certification.verification;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Credentials in a PDF that somebody brought. Its objects are not followed and nothing is rendered:
 * each stream is looked at where it lies, stored or deflated, and is either a compact JWS or
 * nothing. A PDF library would inflate whatever a hostile file asks for (two megabytes become two
 * gigabytes); here each byte is read a bounded number of times, and at most {@value
 * CompactCredential#MOST} come out of any stream and {@value #MOST_OF_ALL} out of all.
 */
final class PdfAttachments {

    private static final byte[] STREAM = ascii("stream");
    private static final byte[] END = ascii("endstream");
    private static final byte[] MAGIC = ascii("%PDF-");

    /** Where readers look for the header at the latest. */
    private static final int MAGIC_WITHIN = 1024;

    /** More than deflating the largest credential can take. */
    private static final int MOST_DEFLATED = CompactCredential.MOST + 1024;

    /** Bytes that come out of all streams; a paper's fonts and pictures have a tenth of it. */
    static final int MOST_OF_ALL = 16 * 1024 * 1024;

    /** A signature alone is 64 bytes that nothing makes smaller. */
    private static final int LEAST = 64;

    private PdfAttachments() {}

    static boolean isPdf(byte[] file) {
        return indexOf(file, MAGIC, 0, Math.min(file.length, MAGIC_WITHIN)) >= 0;
    }

    /** The different credentials in it, at most two: more than one is too many already. */
    static Set<String> credentialsIn(byte[] pdf) {
        Set<String> found = new LinkedHashSet<>();
        byte[] room = new byte[CompactCredential.MOST + 1];
        int left = MOST_OF_ALL;
        int at = 0;
        while (found.size() < 2) {
            int keyword = indexOf(pdf, STREAM, at, pdf.length);
            if (keyword < 0) {
                return found;
            }
            int start = startOfData(pdf, keyword + STREAM.length);
            if (start < 0) {
                at = keyword + STREAM.length;
                continue;
            }
            int end = indexOf(pdf, END, start, pdf.length);
            if (end < 0) {
                end = pdf.length;
            }
            if (end - start >= LEAST) {
                addStored(pdf, start, end, found);
                left -= addDeflated(pdf, start, end, room, left, found);
            }
            at = Math.min(end + END.length, pdf.length);
        }
        return found;
    }

    /** ISO 32000-1 section 7.3.8.1: the keyword, then CR LF or LF. */
    private static int startOfData(byte[] pdf, int after) {
        if (after < pdf.length && pdf[after] == '\n') {
            return after + 1;
        }
        return after + 1 < pdf.length && pdf[after] == '\r' && pdf[after + 1] == '\n'
                ? after + 2
                : -1;
    }

    private static void addStored(byte[] pdf, int start, int end, Set<String> found) {
        if (end - start <= CompactCredential.MOST + 2) {
            add(new String(pdf, start, end - start, StandardCharsets.ISO_8859_1), found);
        }
    }

    /** Returns how many bytes came out, of so many that are left. */
    private static int addDeflated(
            byte[] pdf, int start, int end, byte[] room, int left, Set<String> found) {
        if ((pdf[start] & 0x0f) != 8) {
            return 0;
        }
        Inflater inflater = new Inflater();
        int most = Math.min(room.length, left);
        int length = 0;
        try {
            inflater.setInput(pdf, start, Math.min(end - start, MOST_DEFLATED));
            while (length < most) {
                int more = inflater.inflate(room, length, most - length);
                if (more == 0) {
                    break; // at its end, or in need of what is not there
                }
                length += more;
            }
            if (inflater.finished()) {
                add(new String(room, 0, length, StandardCharsets.ISO_8859_1), found);
            }
        } catch (DataFormatException notDeflated) {
            // then it is no credential of ours
        } finally {
            inflater.end();
        }
        return length;
    }

    private static void add(String text, Set<String> found) {
        String stripped = text.strip();
        if (CompactCredential.looksLikeOne(stripped)) {
            found.add(stripped);
        }
    }

    private static int indexOf(byte[] in, byte[] what, int from, int until) {
        for (int i = from; i <= until - what.length; i++) {
            if (in[i] == what[0] && Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
