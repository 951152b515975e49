package id.bekal.certification.verification.web;

import id.bekal.certification.verification.Checked;
import id.bekal.certification.verification.CheckingCredentials;
import id.bekal.certification.verification.Verdict;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * What somebody brought to be checked: a text, a file, or neither for a reason. Files lie on disk
 * until it is their turn, so that however many come at once, few are in memory.
 */
final class Brought {

    /** How a form is sent. */
    record Form(@Nullable String credential, @Nullable MultipartFile file) {}

    /** More than a credential ever is, less than would matter. */
    private static final int LARGEST_TEXT = 256 * 1024;

    private static final List<MediaType> TEXTS =
            List.of(MediaType.parseMediaType("application/vc+jwt"), MediaType.TEXT_PLAIN);

    private static final Semaphore IN_MEMORY = new Semaphore(8);

    private final @Nullable MultipartFile file;
    private final @Nullable String text;
    private final Verdict otherwise;

    private Brought(@Nullable MultipartFile file, @Nullable String text, Verdict otherwise) {
        this.file = file;
        this.text = text;
        this.otherwise = otherwise;
    }

    private static Brought nothing(Verdict why) {
        return new Brought(null, null, why);
    }

    static Brought with(HttpServletRequest request) throws IOException {
        if (request instanceof MultipartHttpServletRequest form) {
            return with(form);
        }
        if (!isText(request.getContentType())) {
            return nothing(Verdict.NOT_A_CREDENTIAL);
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_TEXT + 1);
        return body.length > LARGEST_TEXT
                ? nothing(Verdict.TOO_LARGE)
                : new Brought(
                        null, new String(body, StandardCharsets.UTF_8), Verdict.NOTHING_GIVEN);
    }

    private static boolean isText(@Nullable String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType == null ? "" : contentType);
            return TEXTS.stream().anyMatch(text -> text.includes(type));
        } catch (org.springframework.util.InvalidMimeTypeException
                | org.springframework.http.InvalidMediaTypeException e) {
            return false;
        }
    }

    /** It is read from the connection only here, so that what is wrong with it is an answer. */
    private static Brought with(MultipartHttpServletRequest form) {
        try {
            MultipartFile file = form.getFile("file");
            return file != null && !file.isEmpty()
                    ? new Brought(file, null, Verdict.NOTHING_GIVEN)
                    : new Brought(null, form.getParameter("credential"), Verdict.NOTHING_GIVEN);
        } catch (MaxUploadSizeExceededException e) {
            return nothing(Verdict.TOO_LARGE);
        } catch (MultipartException e) {
            return nothing(Verdict.NOT_A_CREDENTIAL);
        }
    }

    Checked check(CheckingCredentials checking) throws IOException {
        if (file == null) {
            return text == null ? Checked.as(otherwise) : checking.check(text);
        }
        IN_MEMORY.acquireUninterruptibly();
        try {
            return checking.check(file.getBytes());
        } finally {
            IN_MEMORY.release();
        }
    }
}
