package id.bekal.platform.web;

import com.mongodb.client.model.IndexOptions;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code Idempotency-Key} on a POST: the first answer is kept for 48 hours and given again to the
 * same client for the same key and request, with {@code Idempotency-Replayed: true}. The same key
 * with another request is a 422; while the first is still being worked on, a 409 with {@code
 * Retry-After}. Server errors are not kept: the client may try again.
 *
 * <p>A request whose service died before it answered is worked on again after a minute. What it may
 * have done by then shows as the refusal the command's own rule gives, since creation takes its id
 * from the key ({@link NewIds}) and a state changes once.
 */
public final class IdempotencyKeyFilter extends OncePerRequestFilter {

    private static final String COLLECTION = "idempotency_keys";
    private static final Duration ABANDONED_AFTER = Duration.ofSeconds(60);
    private static final int KEPT_HOURS = 48;
    private static final int MOST_KEPT = 1 << 20;
    private static final List<String> KEPT_HEADERS = List.of("Location", "ETag", "Content-Type");

    private final MongoOperations mongo;
    private final Problems problems;
    private final Clock clock;

    public IdempotencyKeyFilter(MongoOperations mongo, Problems problems, Clock clock) {
        this.mongo = mongo;
        this.problems = problems;
        this.clock = clock;
        mongo.execute(
                COLLECTION,
                keys ->
                        keys.createIndex(
                                new Document("at", 1),
                                new IndexOptions().expireAfter((long) KEPT_HOURS, TimeUnit.HOURS)));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader("Idempotency-Key") == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        String key = request.getHeader("Idempotency-Key");
        // nobody owns the key of who is nobody: strangers would hear each other's answers
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            chain.doFilter(request, response);
            return;
        }
        if (key.isBlank() || key.length() > 128) {
            problems.write(request, response, HttpStatus.BAD_REQUEST, "IDEMPOTENCY_KEY_MALFORMED");
            return;
        }
        byte[] body = request.getInputStream().readAllBytes();
        String id = authentication.getName() + ':' + key;
        String print = print(request, body);
        if (!begin(id, print)) {
            @Nullable Document kept = find(id);
            if (kept == null || !print.equals(kept.getString("request"))) {
                problems.write(
                        request,
                        response,
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "IDEMPOTENCY_KEY_REUSED");
                return;
            }
            if (kept.getInteger("status") != null) {
                replay(kept, response);
                return;
            }
            if (!takeOver(id)) {
                response.setHeader("Retry-After", "1");
                problems.write(request, response, HttpStatus.CONFLICT, "REQUEST_IN_PROGRESS");
                return;
            }
        }
        var answer = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            chain.doFilter(new BodyAgain(request, body), answer);
            answered = answer.getStatus() < 500;
        } finally {
            if (answered) {
                keep(id, answer);
            } else {
                mongo.execute(COLLECTION, keys -> keys.deleteOne(new Document("_id", id)));
            }
            answer.copyBodyToResponse();
        }
    }

    private boolean begin(String id, String print) {
        try {
            mongo.execute(
                    COLLECTION,
                    keys ->
                            keys.insertOne(
                                    new Document("_id", id)
                                            .append("request", print)
                                            .append("at", Date.from(clock.instant()))));
            return true;
        } catch (DuplicateKeyException seenBefore) {
            return false;
        }
    }

    private @Nullable Document find(String id) {
        return mongo.execute(COLLECTION, keys -> keys.find(new Document("_id", id)).first());
    }

    private boolean takeOver(String id) {
        Date abandoned = Date.from(clock.instant().minus(ABANDONED_AFTER));
        var result =
                mongo.execute(
                        COLLECTION,
                        keys ->
                                keys.updateOne(
                                        new Document("_id", id)
                                                .append("at", new Document("$lt", abandoned)),
                                        new Document(
                                                "$set",
                                                new Document("at", Date.from(clock.instant())))));
        return result != null && result.getModifiedCount() == 1;
    }

    private void keep(String id, ContentCachingResponseWrapper answer) {
        byte[] content = answer.getContentAsByteArray();
        if (content.length > MOST_KEPT) {
            return;
        }
        Document headers = new Document();
        KEPT_HEADERS.forEach(
                name -> {
                    String value =
                            name.equals("Content-Type")
                                    ? answer.getContentType()
                                    : answer.getHeader(name);
                    if (value != null) {
                        headers.append(name, value);
                    }
                });
        mongo.execute(
                COLLECTION,
                keys ->
                        keys.updateOne(
                                new Document("_id", id),
                                new Document(
                                        "$set",
                                        new Document("status", answer.getStatus())
                                                .append("headers", headers)
                                                .append("body", new Binary(content)))));
    }

    private static void replay(Document kept, HttpServletResponse response) throws IOException {
        response.setStatus(kept.getInteger("status"));
        response.setHeader("Idempotency-Replayed", "true");
        kept.get("headers", new Document())
                .forEach((name, value) -> response.setHeader(name, (String) value));
        Binary body = kept.get("body", new Binary(new byte[0]));
        response.getOutputStream().write(body.getData());
    }

    private static String print(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getRequestURI().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(body);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class BodyAgain extends HttpServletRequestWrapper {

        private final byte[] body;

        BodyAgain(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    return bytes.read(buffer, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("read synchronously");
                }
            };
        }

        @Override
        public java.io.BufferedReader getReader() {
            return new java.io.BufferedReader(
                    new java.io.InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
