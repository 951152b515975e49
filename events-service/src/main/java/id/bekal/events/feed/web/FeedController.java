package id.bekal.events.feed.web;

import com.fasterxml.jackson.annotation.JsonRawValue;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.events.feed.FeedEntry;
import id.bekal.events.feed.FeedNews;
import id.bekal.events.feed.FeedPage;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.InvalidInputException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The caller's institution's feed by pull. */
@RestController
class FeedController {

    private static final int DEFAULT = 100;
    private static final int MOST = 1000;

    /** Shorter than the gateway's patience with an answer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

    /**
     * @param events each a CloudEvent with its {@code number}
     * @param next give it as {@code after} for what follows
     * @param head the feed's last number
     */
    record FeedView(
            InstitutionId feed,
            @JsonRawValue @Schema(type = "array", implementation = Object.class) String events,
            long next,
            long head) {

        static FeedView of(InstitutionId feed, FeedPage page) {
            List<String> events = page.entries().stream().map(FeedEntry::json).toList();
            return new FeedView(
                    feed, "[" + String.join(",", events) + "]", page.next(), page.head());
        }
    }

    private final FeedNews news;
    private final Cursors cursors;

    FeedController(FeedNews news, Cursors cursors) {
        this.news = news;
        this.cursors = cursors;
    }

    @Operation(
            summary = "Reads the feed after a number, and waits for something new if asked to",
            description =
                    "Numbers have no gap: whoever has all of them has missed nothing. With types,"
                            + " those left out are passed by in next. 410 FEED_TOO_OLD: what"
                            + " follows has passed its retention, oldest is the first that is left.")
    @GetMapping("/api/events")
    @Allowed(Action.FEED_READ)
    ResponseEntity<?> events(
            @Schema(description = "Absent: from the oldest there is")
                    @RequestParam(required = false)
                    @Nullable Long after,
            @RequestParam(required = false) @Nullable String types,
            @RequestParam(defaultValue = "" + DEFAULT) int limit,
            @Schema(description = "Seconds to wait for something new, at most 25")
                    @RequestParam(defaultValue = "0")
                    int wait,
            Caller caller,
            HttpServletRequest request)
            throws InterruptedException {
        if (after != null && after < 0) {
            throw new InvalidInputException("after", "OUT_OF_RANGE");
        }
        if (limit < 1 || limit > MOST) {
            throw new InvalidInputException("limit", "OUT_OF_RANGE");
        }
        if (wait < 0 || wait > LONGEST_WAIT.toSeconds()) {
            throw new InvalidInputException("wait", "OUT_OF_RANGE");
        }
        Set<String> wanted = FeedQuery.types(types);
        InstitutionId feed = caller.institution();
        long from = after == null ? cursors.beginning(feed) : after;
        var objection = cursors.objection(feed, from, request);
        if (objection.isPresent()) {
            return objection.get();
        }
        FeedPage page =
                wait == 0
                        ? news.after(feed, from, wanted, limit)
                        : news.await(feed, from, wanted, limit, Duration.ofSeconds(wait));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(FeedView.of(feed, page));
    }
}
