package id.bekal.agreements.agreement.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/** Names for files, from what a client says. */
final class FileNames {

    private static final int LONGEST = 120;

    private FileNames() {}

    /**
     * The last part of the name in a Content-Disposition, without what could be a path or a
     * control; {@code original.<extension>} when there is none.
     */
    static String safe(@Nullable String disposition, ScanFormat format) {
        String given = given(disposition);
        String last =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String safe =
                last.replaceAll("[^\\p{L}\\p{N} ._()-]", "_").replaceAll("^[. ]+", "").strip();
        if (safe.isEmpty()) {
            return "original." + format.extension();
        }
        return safe.length() > LONGEST ? safe.substring(safe.length() - LONGEST) : safe;
    }

    private static String given(@Nullable String disposition) {
        if (disposition == null) {
            return "";
        }
        try {
            String name = ContentDisposition.parse(disposition).getFilename();
            return name == null ? "" : name;
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
