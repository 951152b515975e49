package id.bekal.events.stream.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.events.feed.FeedNews;
import id.bekal.events.feed.Feeds;
import id.bekal.events.feed.web.Cursors;
import id.bekal.events.feed.web.FeedQuery;
import id.bekal.events.stream.OpenStreams;
import id.bekal.events.stream.OpenStreams.Place;
import id.bekal.events.stream.Tickets;
import id.bekal.events.stream.Tickets.Ticket;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.Problems;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The caller's institution's feed by server-sent events. */
@RestController
class StreamController {

    static final String PATH = "/api/events/stream";

    private final Feeds feeds;
    private final FeedNews news;
    private final Cursors cursors;
    private final OpenStreams places;
    private final Subscribers subscribers;
    private final Tickets tickets;
    private final Problems problems;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    StreamController(
            Feeds feeds,
            FeedNews news,
            Cursors cursors,
            OpenStreams places,
            Subscribers subscribers,
            Tickets tickets,
            Problems problems) {
        this.feeds = feeds;
        this.news = news;
        this.cursors = cursors;
        this.places = places;
        this.subscribers = subscribers;
        this.tickets = tickets;
        this.problems = problems;
    }

    @Operation(
            summary = "Asks for a ticket that opens streams in a browser",
            description =
                    "EventSource sends no token: open /api/events/stream?ticket=… with it, within"
                            + " a minute. The stream ends when this request's token does.")
    @PostMapping("/api/events/tickets")
    @Allowed(Action.FEED_READ)
    ResponseEntity<Ticket> ticket(@AuthenticationPrincipal Jwt token) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(tickets.issue(token));
    }

    @Operation(
            summary = "Streams the feed: server-sent events, each with its number as its id",
            description =
                    "Goes on after Last-Event-ID, else after the number given, else with what is"
                            + " new. A silent stream is heard of every 15 seconds. Before the"
                            + " server ends a stream it sends the event bye: its reason, and"
                            + " resumeAfter.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string")))
    @GetMapping(PATH)
    @Allowed(Action.FEED_READ)
    @Nullable ResponseEntity<?> stream(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable String types,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @Schema(description = "In place of a token")
                    @RequestParam(name = "ticket", required = false)
                    @Nullable String ignored,
            @Parameter(hidden = true) @AuthenticationPrincipal Jwt token,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        InstitutionId feed = caller.institution();
        Set<String> wanted = FeedQuery.types(types);
        long from = from(lastEventId, after, feed);
        var objection = cursors.objection(feed, from, request);
        if (objection.isPresent()) {
            return objection.get();
        }
        Optional<Place> place = places.take(caller.subject(), feed);
        if (place.isEmpty()) {
            return problems.respond(
                    problems.problem(
                            Problems.locale(request),
                            HttpStatus.TOO_MANY_REQUESTS,
                            "TOO_MANY_STREAMS"));
        }
        open(feed, from, wanted, token, place.get(), request, response);
        return null;
    }

    private void open(
            InstitutionId feed,
            long from,
            Set<String> types,
            Jwt token,
            Place place,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // nginx, for one, would collect what is small
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
        var one =
                new Subscriber(
                        feed,
                        from,
                        types,
                        async,
                        response.getOutputStream(),
                        news,
                        threads,
                        closed -> {
                            place.close();
                            subscribers.remove(closed);
                        });
        subscribers.add(one, token);
        async.addListener(one);
        // what follows is written once the container says that it can be
        response.getOutputStream().setWriteListener(one);
    }

    private long from(@Nullable String lastEventId, @Nullable Long after, InstitutionId feed) {
        if (lastEventId != null && !lastEventId.isBlank()) {
            try {
                return positive(Long.parseLong(lastEventId.strip()), "Last-Event-ID");
            } catch (NumberFormatException e) {
                throw new InvalidInputException("Last-Event-ID", "MALFORMED");
            }
        }
        return after == null ? feeds.head(feed) : positive(after, "after");
    }

    private static long positive(long number, String field) {
        if (number < 0) {
            throw new InvalidInputException(field, "OUT_OF_RANGE");
        }
        return number;
    }
}
