package id.bekal.events.feed.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.events.feed.Feeds;
import id.bekal.platform.web.Problems;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Whether a feed can be read on from a number. */
@Component
public class Cursors {

    private final Feeds feeds;
    private final Problems problems;

    Cursors(Feeds feeds, Problems problems) {
        this.feeds = feeds;
        this.problems = problems;
    }

    /** The number before the oldest entry there is. */
    long beginning(InstitutionId feed) {
        return feeds.oldest(feed) - 1;
    }

    /** Why not: 410 with the oldest number that can be read, 409 with the last there is. */
    public Optional<ResponseEntity<ProblemDetail>> objection(
            InstitutionId feed, long after, HttpServletRequest request) {
        long oldest = feeds.oldest(feed);
        if (after < oldest - 1) {
            return Optional.of(problem(request, HttpStatus.GONE, "FEED_TOO_OLD", "oldest", oldest));
        }
        long head = feeds.head(feed);
        if (after > head) {
            return Optional.of(
                    problem(request, HttpStatus.CONFLICT, "AHEAD_OF_THE_FEED", "head", head));
        }
        return Optional.empty();
    }

    private ResponseEntity<ProblemDetail> problem(
            HttpServletRequest request, HttpStatus status, String code, String name, long value) {
        ProblemDetail problem = problems.problem(Problems.locale(request), status, code);
        problem.setProperty(name, value);
        return problems.respond(problem);
    }
}
