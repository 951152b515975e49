package id.bekal.agreements.agreement.web;

import org.springframework.http.MediaType;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What a signed original may be, and the bytes such a file begins with. */
enum ScanFormat {
    PDF("application/pdf", "pdf", "255044462d"),
    JPEG("image/jpeg", "jpg", "ffd8ff"),
    PNG("image/png", "png", "89504e470d0a1a0a"),
    TIFF("image/tiff", "tif", "49492a00", "4d4d002a");

    private static final int LONGEST = 8;

    private final String mediaType;
    private final String extension;
    private final List<byte[]> beginnings;

    ScanFormat(String mediaType, String extension, String... beginnings) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.beginnings = Arrays.stream(beginnings).map(HexFormat.of()::parseHex).toList();
    }

    /** The format of a media type that the controller consumes. */
    static ScanFormat of(MediaType mediaType) {
        return Arrays.stream(values())
                .filter(format -> MediaType.parseMediaType(format.mediaType).includes(mediaType))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the content begins as such a file does; the stream stays at its beginning. */
    boolean begins(InputStream content) throws IOException {
        content.mark(LONGEST);
        byte[] first = content.readNBytes(LONGEST);
        content.reset();
        return beginnings.stream()
                .anyMatch(
                        beginning ->
                                first.length >= beginning.length
                                        && Arrays.equals(
                                                first,
                                                0,
                                                beginning.length,
                                                beginning,
                                                0,
                                                beginning.length));
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }
}
